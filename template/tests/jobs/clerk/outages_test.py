"""What this product asks Clerk to do is done, however long Clerk is away."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from app.accounts.dependencies import authentication
from app.accounts.leaving.service import erase
from app.clerk.jobs import delete_at_clerk, delete_erased_at_clerk, end_sessions_at_clerk
from app.clerk.models import ClerkLink
from app.core.database import unit_of_work
from app.core.jobs import Job
from app.core.jobs.models import QueuedJob
from app.core.jobs.running import run
from app.core.models import utc_now
from tests.factories.accounts import UserFactory
from tests.factories.clerk import Server, join_clerk, link, stand_in


@pytest.fixture(autouse=True)
def clerk() -> Iterator[Server]:
    stand_in.forget_all()
    yield stand_in
    stand_in.forget_all()


@pytest.fixture
def erased(committed_database: Session) -> str:
    """Somebody at Clerk whose time was up here."""
    user = UserFactory.create(committed_database, leaves_at=utc_now() - timedelta(seconds=1))
    clerk_id = link(committed_database, user)
    committed_database.commit()
    with unit_of_work() as session:
        erase(session, user.id)
    return clerk_id


def waiting(database: Session, task: Job[...]) -> list[QueuedJob]:
    database.expire_all()
    asked = select(QueuedJob).where(QueuedJob.name == task.name, col(QueuedJob.failed_at).is_(None))
    return list(database.exec(asked))


def work_off(database: Session, task: Job[...]) -> None:
    """Run what waits, as if the time had come."""
    for row in waiting(database, task):
        row.due_at = utc_now()
        database.commit()
        run(row.id)


def test_whoever_is_erased_here_is_deleted_at_clerk_once_it_answers(
    committed_database: Session, clerk: Server, erased: str
) -> None:
    staying = join_clerk("stays@mail.example")
    clerk.is_away = True
    with unit_of_work() as session:
        delete_erased_at_clerk(session)

    for _ in range(3):
        work_off(committed_database, delete_at_clerk)
        assert erased in clerk.people
        assert len(waiting(committed_database, delete_at_clerk)) == 1
    clerk.is_away = False
    work_off(committed_database, delete_at_clerk)

    assert list(clerk.people) == [staying]
    assert committed_database.exec(select(ClerkLink.deleted_at)).one() is not None


def test_whoever_was_given_up_is_deleted_the_next_time(
    committed_database: Session, clerk: Server, erased: str
) -> None:
    for _ in range(2):
        with unit_of_work() as session:
            delete_erased_at_clerk(session)
        for row in waiting(committed_database, delete_at_clerk):
            row.failed_at = utc_now()
        committed_database.commit()
    with unit_of_work() as session:
        delete_erased_at_clerk(session)

    work_off(committed_database, delete_at_clerk)
    with unit_of_work() as session:
        delete_erased_at_clerk(session)

    assert erased not in clerk.people
    assert waiting(committed_database, delete_at_clerk) == []


def test_to_be_deleted_twice_changes_nothing(
    committed_database: Session, clerk: Server, erased: str
) -> None:
    for _ in range(2):
        with unit_of_work() as session:
            delete_at_clerk(session, erased)

    assert clerk.people == {}


def test_whoever_is_signed_out_everywhere_is_so_at_clerk_once_it_answers(
    committed_database: Session, clerk: Server
) -> None:
    user = UserFactory.create(committed_database)
    clerk_id = link(committed_database, user)
    committed_database.commit()
    clerk.is_away = True
    with unit_of_work() as session:
        # What suspends somebody, or takes a role from them, does so too.
        authentication().end_sessions_of(session, user.id)

    work_off(committed_database, end_sessions_at_clerk)
    assert clerk.revoked == []
    clerk.is_away = False
    work_off(committed_database, end_sessions_at_clerk)

    assert clerk.revoked == [f"sess_of_{clerk_id}"]
