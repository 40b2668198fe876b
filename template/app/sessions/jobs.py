"""The jobs of sessions."""

from sqlmodel import Session

from app.core.jobs import job
from app.sessions import service


@job(queue="low", once=True)
def delete_expired_sessions(session: Session) -> None:
    """Forget the sessions that nobody can use any more."""
    service.delete_expired_sessions(session)
