from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.clerk import backend_api
from app.clerk.errors import ClerkUnavailable
from app.clerk.jobs import keep_in_step
from app.clerk.models import ClerkLink
from app.core.models import utc_now
from tests.factories.accounts import UserFactory
from tests.factories.clerk import Server, join_clerk, link, stand_in, told_of


@pytest.fixture(autouse=True)
def clerk() -> Iterator[Server]:
    stand_in.forget_all()
    yield stand_in
    stand_in.forget_all()


def emails(database: Session) -> list[str]:
    database.expire_all()
    return sorted(user.email for user in database.exec(select(User)))


def test_the_night_brings_what_no_message_told(
    database: Session, clerk: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend_api, "PAGE", 2)
    staying, leaving = UserFactory.create(database), UserFactory.create(database)
    known, gone = link(database, staying), link(database, leaving)
    del clerk.people[gone]
    later = {"clerk_id": known, "changed_at": utc_now() + timedelta(minutes=1)}
    clerk.people[known] = told_of("moved@mail.example", **later)
    for number in range(3):
        join_clerk(f"new-{number}@mail.example")
    # Two who claim one address: one of them is kept.
    join_clerk("new-1@mail.example")
    database.commit()

    for _ in range(2):
        keep_in_step(database)

        assert emails(database) == [
            "moved@mail.example",
            "new-0@mail.example",
            "new-1@mail.example",
            "new-2@mail.example",
            f"{leaving.id}@deleted.invalid",
        ]


def test_while_clerk_is_away_nobody_is_taken_for_gone(
    database: Session, user: User, clerk: Server
) -> None:
    link(database, user)
    clerk.is_away = True

    with pytest.raises(ClerkUnavailable):
        keep_in_step(database)

    assert database.exec(select(ClerkLink.deleted_at)).all() == [None]
