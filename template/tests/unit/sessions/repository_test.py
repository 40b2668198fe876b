"""What holds wherever sessions are kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.repository import SqlUsers, Users
from app.core.database import AFTER_COMMIT, perform
from app.core.models import utc_now
from app.sessions.models import SessionId, UserSession
from app.sessions.repository import Alive, Sessions, SqlSessions
from app.sessions.tokens import TokenHash
from tests.unit.accounts.memory import MemoryUsers
from tests.unit.sessions.memory import MemorySessions

NOW = utc_now().replace(microsecond=0)
ALIVE = Alive(NOW, idle_since=NOW - timedelta(days=1))
MOMENT = timedelta(microseconds=1)


@dataclass
class Place:
    """Where sessions are kept, and two people who may have some."""

    users: Users
    sessions: Sessions
    ada: User
    grace: User
    #: Ends what is under way.
    commit: Callable[[], None]

    def start(
        self,
        user: User,
        token: bytes,
        *,
        expires_at: datetime | None = None,
        seen_at: datetime = NOW,
    ) -> UserSession:
        started = UserSession(
            token_hash=token,
            user_id=user.id,
            expires_at=expires_at or NOW + timedelta(days=1),
            seen_at=seen_at,
        )
        self.sessions.add(started)
        return started

    def be_grace_as(self, own: UserSession) -> None:
        """Whose session this is begins one as Grace, with the token `as grace`."""
        as_grace = UserSession(
            token_hash=b"as grace",
            user_id=self.grace.id,
            expires_at=NOW + timedelta(hours=1),
            seen_at=NOW,
            impersonator_id=own.user_id,
            own_session_id=own.id,
        )
        self.sessions.add(as_grace)

    def whose(self, token: bytes) -> str | None:
        found = self.sessions.find_person(hashes(token), ALIVE)
        return found.person.name if found else None


def hashes(*tokens: bytes, pepper_id: str | None = None) -> list[TokenHash]:
    return [TokenHash(token, pepper_id) for token in tokens]


@pytest.fixture(params=["database", "memory"])
def place(request: pytest.FixtureRequest) -> Place:
    users: Users = MemoryUsers()
    commit: Callable[[], None] = lambda: None
    sessions: Sessions = MemorySessions(users)
    if request.param == "database":
        database: Session = request.getfixturevalue("database")
        users, sessions = SqlUsers(database), SqlSessions(database)
        commit = partial(perform, database, AFTER_COMMIT)
    ada, grace = (User(email=f"{name}@mail.example", name=name) for name in ("Ada", "Grace"))
    users.add(ada)
    users.add(grace)
    return Place(users, sessions, ada, grace, commit)


def test_a_token_opens_its_own_session(place: Place) -> None:
    place.start(place.ada, b"hers", seen_at=NOW - timedelta(hours=1))
    place.start(place.grace, b"another's")

    found = place.sessions.find_person(hashes(b"hers"), ALIVE)

    assert found is not None
    person, seen_at, _ = found
    ada = place.ada
    assert (person.id, person.email, person.name) == (ada.id, ada.email, ada.name)
    assert (person.created_at, person.role) == (ada.created_at, ada.role)
    assert seen_at == NOW - timedelta(hours=1)
    assert place.whose(b"another's") == "Grace"
    assert place.whose(b"nobody's") is None


def test_a_token_opens_nothing_while_its_owner_is_suspended(place: Place) -> None:
    place.start(place.ada, b"hers")

    place.ada.suspended_at = NOW
    place.users.save(place.ada)
    assert place.whose(b"hers") is None

    place.ada.suspended_at = None
    place.users.save(place.ada)
    assert place.whose(b"hers") == "Ada"


@pytest.mark.parametrize(
    ("expires_at", "seen_at", "opens"),
    [
        (NOW + MOMENT, ALIVE.idle_since + MOMENT, True),
        (NOW, NOW, False),
        (NOW - MOMENT, NOW, False),
        (NOW + MOMENT, ALIVE.idle_since, False),
        (NOW + MOMENT, ALIVE.idle_since - MOMENT, False),
    ],
)
def test_what_is_over_opens_nothing_is_not_listed_and_is_deleted(
    place: Place, expires_at: datetime, seen_at: datetime, *, opens: bool
) -> None:
    place.start(place.ada, b"hers", expires_at=expires_at, seen_at=seen_at)

    assert place.whose(b"hers") == ("Ada" if opens else None)
    assert len(place.sessions.of_user(place.ada.id, ALIVE)) == opens

    place.sessions.delete_what_is_over(ALIVE)

    # Seen from long ago, whatever is there is alive.
    long_ago = Alive(NOW - timedelta(days=1), idle_since=NOW - timedelta(days=2))
    assert len(place.sessions.of_user(place.ada.id, long_ago)) == opens


def test_what_is_over_can_be_deleted_for_one_person(place: Place) -> None:
    for user, token in ((place.ada, b"hers"), (place.grace, b"another's")):
        place.start(user, token, expires_at=NOW)
    long_ago = Alive(NOW - timedelta(days=1), idle_since=NOW - timedelta(days=2))

    place.sessions.delete_what_is_over(ALIVE, place.ada.id)

    assert place.sessions.of_user(place.ada.id, long_ago) == []
    assert len(place.sessions.of_user(place.grace.id, long_ago)) == 1


def test_people_have_their_own_in_the_order_of_visits(place: Place) -> None:
    earlier, latest, first = (
        place.start(place.ada, token, seen_at=NOW - timedelta(hours=hours))
        for token, hours in ((b"1", 2), (b"2", 1), (b"3", 3))
    )
    place.start(place.grace, b"another's")

    listed = place.sessions.of_user(place.ada.id, ALIVE)

    assert [each.id for each in listed] == [latest.id, earlier.id, first.id]


def test_a_renewed_session_opens_to_the_new_token_alone(place: Place) -> None:
    session = place.start(place.ada, b"before")
    place.start(place.ada, b"elsewhere")

    place.sessions.renew(session.id, hashes(b"after")[0], NOW + timedelta(hours=1))

    assert place.whose(b"before") is None
    found = place.sessions.find_person(hashes(b"after"), ALIVE)
    assert found is not None
    assert (found.person.session_id, found.person.confirmed_at) == (
        session.id,
        NOW + timedelta(hours=1),
    )
    assert place.whose(b"elsewhere") == "Ada"


def test_the_session_of_a_token_is_deleted(place: Place) -> None:
    place.start(place.ada, b"hers")
    place.start(place.ada, b"her other one")

    assert place.sessions.delete(hashes(b"hers")) == place.ada.id
    assert place.sessions.delete(hashes(b"nobody's")) is None

    assert place.whose(b"hers") is None
    assert place.whose(b"her other one") == "Ada"


def test_one_of_a_persons_sessions_is_deleted_and_nobody_elses(place: Place) -> None:
    session = place.start(place.ada, b"hers")
    place.start(place.ada, b"her other one")

    assert not place.sessions.delete_of_user(place.grace.id, session.id)
    assert not place.sessions.delete_of_user(place.ada.id, SessionId.new())
    assert place.whose(b"hers") == "Ada"

    assert place.sessions.delete_of_user(place.ada.id, session.id)
    assert place.whose(b"hers") is None
    assert place.whose(b"her other one") == "Ada"


def test_all_of_a_persons_are_deleted_or_all_but_one(place: Place) -> None:
    kept = place.start(place.ada, b"kept")
    place.start(place.ada, b"hers")
    place.start(place.grace, b"another's")

    place.sessions.delete_all_of_user(place.ada.id, but=kept.id)
    assert (place.whose(b"kept"), place.whose(b"hers")) == ("Ada", None)

    place.sessions.delete_all_of_user(place.ada.id)
    assert (place.whose(b"kept"), place.whose(b"another's")) == (None, "Grace")


def test_a_session_as_somebody_else_says_who_it_really_is_and_goes_with_their_own(
    place: Place,
) -> None:
    own = place.start(place.ada, b"own")
    place.be_grace_as(own)

    found = place.sessions.find_person(hashes(b"as grace"), ALIVE)
    assert found is not None
    assert (found[0].id, found[0].impersonator_id) == (place.grace.id, place.ada.id)
    assert found[0].impersonated_until == NOW + timedelta(hours=1)
    assert place.sessions.of_user(place.grace.id, ALIVE) == []

    place.sessions.delete_all_of_user(place.ada.id)
    assert place.whose(b"as grace") is None


def test_to_delete_a_session_as_somebody_else_deletes_the_own_one(place: Place) -> None:
    own = place.start(place.ada, b"own")
    place.be_grace_as(own)
    place.start(place.ada, b"elsewhere")

    assert place.sessions.delete(hashes(b"as grace")) == place.ada.id

    assert place.whose(b"own") is None
    assert place.whose(b"elsewhere") == "Ada"


def test_a_session_is_known_by_each_hash_that_may_be_stored_of_its_token(place: Place) -> None:
    session = place.start(place.ada, b"by the old pepper")
    place.start(place.grace, b"another's")
    of_hers = hashes(b"by the new pepper", b"by the old pepper")

    found = place.sessions.find_person(of_hers, ALIVE)
    opened = place.sessions.by_token(of_hers)

    assert found is not None
    assert opened is not None
    assert found.person.session_id == opened.id == session.id
    assert place.sessions.delete(of_hers) == place.ada.id
    assert place.whose(b"by the old pepper") is None
    assert place.whose(b"another's") == "Grace"


def test_a_session_moves_to_another_hash_of_its_token(place: Place) -> None:
    session = place.start(place.ada, b"old")
    place.start(place.grace, b"another's")

    place.sessions.rehash(session.id, hashes(b"new", b"old", pepper_id="new"))
    place.commit()

    found = place.sessions.find_person(hashes(b"new"), ALIVE)
    assert found is not None
    assert (found.person.session_id, found.pepper_id) == (session.id, "new")
    assert place.whose(b"old") is None
    assert place.whose(b"another's") == "Grace"


def test_a_session_that_has_got_another_token_stays_with_it(place: Place) -> None:
    session = place.start(place.ada, b"old")
    place.sessions.renew(session.id, hashes(b"another token")[0])

    place.sessions.rehash(session.id, hashes(b"new", b"old", pepper_id="new"))
    place.commit()

    assert place.whose(b"another token") == "Ada"
    assert place.whose(b"new") is None
