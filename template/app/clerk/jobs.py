"""The jobs of Clerk."""

import logging

from sqlmodel import Session

from app.accounts.errors import EmailTaken
from app.clerk import backend_api
from app.clerk.errors import ClerkUnavailable, EmailMissing
from app.clerk.schemas import ClerkPerson
from app.core.database import unit_of_work
from app.core.jobs import enqueue, job

logger = logging.getLogger(__name__)


@job(queue="low", once=True, retry_for=(ClerkUnavailable,))
def keep_in_step(session: Session) -> None:
    """Catch up on what no webhook has told: everybody is as Clerk knows them, and whom it does not know is gone."""
    # The rules ask for jobs of their own.
    from app.clerk.service import forget, linked

    # Each in a unit of work of their own: one who cannot be kept is in nobody's way, and nobody waits for all of them.
    people = list(backend_api.all_people())
    known = linked(session)
    for told in people:
        if known.pop(told.id, None) != told.changed_at:
            keep_one(told)
    # The list is long, and people come while it is read: who is missing is asked for by name.
    for clerk_id in known:
        if backend_api.find_person(clerk_id) is None:
            with unit_of_work() as own:
                forget(own, clerk_id)


def keep_one(told: ClerkPerson) -> None:
    from app.clerk.service import keep

    try:
        with unit_of_work() as session:
            keep(session, told)
    except (EmailTaken, EmailMissing) as error:
        logger.warning("%s at Clerk is nobody here: %s", told.id, error.code)


@job(queue="default", retry_for=(ClerkUnavailable,))
def end_sessions_at_clerk(_session: Session, clerk_id: str) -> None:
    """Sign somebody out everywhere."""
    backend_api.end_sessions(clerk_id)


@job(queue="low", once=True)
def delete_erased_at_clerk(session: Session) -> None:
    """Have everybody deleted at Clerk who was erased here, each in a job of their own: one that fails keeps no other.

    Whoever has left says so by their link, which names nobody any more. So nobody is overlooked, however long Clerk is away.
    """
    from app.clerk.service import erased

    for clerk_id in erased(session):
        enqueue(session, delete_at_clerk, clerk_id)


@job(queue="low", retry_for=(ClerkUnavailable,))
def delete_at_clerk(session: Session, clerk_id: str) -> None:
    """Have Clerk forget somebody, and remember that it has."""
    from app.clerk.service import forget

    backend_api.delete_person(clerk_id)
    forget(session, clerk_id)
