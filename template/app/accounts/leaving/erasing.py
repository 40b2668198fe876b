"""The jobs that erase people whose time is up."""

from sqlmodel import Session

from app.accounts.leaving import service
from app.accounts.models import UserId
from app.core.jobs import enqueue, job


@job(queue="low", once=True)
def erase_people(session: Session) -> None:
    """Have everybody erased who did not come back in time, each in a job of their own: one that fails keeps no other."""
    for user_id in service.whose_time_is_up(session):
        enqueue(session, erase_person, user_id)


@job(queue="low")
def erase_person(session: Session, user_id: UserId) -> None:
    """Forget somebody who did not come back in time."""
    service.erase(session, user_id)
