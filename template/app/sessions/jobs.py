"""The jobs of sessions."""

from sqlmodel import Session

from app.core.jobs import job
from app.sessions import service


@job(queue="low", once=True)
def delete_what_is_over(session: Session) -> None:
    """Forget the sessions and challenges that nobody can use any more."""
    service.delete_what_is_over(session)
