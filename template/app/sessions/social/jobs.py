"""The mail about a connected account."""

from pathlib import Path

from sqlmodel import Session

from app.accounts.models import User, UserId
from app.core.jobs import job
from app.core.mail import Mail, MailUnavailable, send

EMAILS = Path(__file__).parent / "emails"

account_connected = Mail(
    EMAILS / "account_connected.html",
    example={"name": "Ada Example", "provider": "Google", "account": "ada@example.org"},
)


@job(queue="mail", retry_for=(MailUnavailable,))
def send_connected_mail(session: Session, user_id: UserId, provider: str, account: str) -> None:
    """Tell the owner of an account that another one elsewhere opens it from now on."""
    user = session.get(User, user_id)
    if user is not None:
        to = (user.name, user.email)
        send(account_connected, to=to, name=user.name, provider=provider, account=account)
