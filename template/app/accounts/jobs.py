"""The jobs of accounts."""

from pathlib import Path

from sqlmodel import Session

from app.accounts import sessions
from app.accounts.models import User, UserId
from app.core.jobs import job
from app.core.mail import Mail, send
from app.generated.pages import page_url

EMAILS = Path(__file__).parent / "emails"


@job(queue="mail", retry_for=(OSError,))
def send_welcome_mail(session: Session, user_id: UserId) -> None:
    """Welcome a newcomer. Somebody who left in the meantime gets nothing."""
    user = session.get(User, user_id)
    if user is not None:
        send(
            Mail(
                to=(user.name, user.email),
                template=EMAILS / "welcome",
                values={"name": user.name, "sign_in_url": page_url("/sign-in")},
            )
        )


@job(queue="low", once=True)
def delete_expired_sessions(session: Session) -> None:
    """Forget the sessions that nobody can use any more."""
    sessions.delete_expired_sessions(session)
