"""The jobs of accounts."""

from pathlib import Path

from sqlmodel import Session

from app.accounts.models import User, UserId
from app.core.jobs import job
from app.core.mail import Mail, MailUnavailable, send

EMAILS = Path(__file__).parent / "emails"

welcome = Mail(EMAILS / "welcome.html", example={"name": "Ada Example"})


@job(queue="mail", retry_for=(MailUnavailable,))
def send_welcome_mail(session: Session, user_id: UserId) -> None:
    """Welcome a newcomer. Somebody who left in the meantime gets nothing."""
    user = session.get(User, user_id)
    if user is not None:
        send(welcome, to=(user.name, user.email), name=user.name)
