"""The jobs of sessions."""

from sqlmodel import Session

from app.core.jobs import job
from app.sessions import service
from app.sessions.challenges import service as challenges
from app.sessions.change_email.service import forget_old_changes
from app.sessions.repository import SqlSessions
from app.sessions.social.service import forget_late_attempts
from app.sessions.two_factor.pending import forget_late_sign_ins


@job(queue="low", once=True)
def delete_what_is_over(session: Session) -> None:
    """Forget the sessions, challenges, half sign-ins, old addresses and attempts elsewhere that nobody can use any more."""
    service.delete_what_is_over(SqlSessions(session))
    challenges.delete_what_is_over(session)
    forget_late_sign_ins(session)
    forget_old_changes(session)
    forget_late_attempts(session)
