"""The mails about passwords."""

from pathlib import Path

from sqlmodel import Session

from app.accounts.models import User, UserId
from app.core.jobs import job
from app.core.mail import Mail, MailUnavailable, send
from app.core.settings import settings
from app.sessions.challenges.service import prepare_for_mail
from app.sessions.models import ChallengeId

EMAILS = Path(__file__).parent / "emails"

reset_password = Mail(
    EMAILS / "reset_password.html",
    example={
        "name": "Ada Example",
        "link": "https://product.example/reset-password/new#token=example",
    },
)
password_changed = Mail(EMAILS / "password_changed.html", example={"name": "Ada Example"})


@job(queue="mail", retry_for=(MailUnavailable,))
def send_reset_mail(session: Session, challenge_id: ChallengeId) -> None:
    """Send a link that is made here, so that it is stored nowhere. An address without an account gets nothing."""
    prepared = prepare_for_mail(challenge_id)
    user = session.get(User, prepared[0].user_id) if prepared and prepared[0].user_id else None
    if prepared is None or user is None:
        return
    # Behind the #, because browsers send that part to nobody.
    link = f"{settings().public_url}/reset-password/new#token={prepared[2]}"
    send(reset_password, to=(user.name, user.email), name=user.name, link=link)


@job(queue="mail", retry_for=(MailUnavailable,))
def send_password_changed_mail(session: Session, user_id: UserId) -> None:
    """Tell the owner of an account that its password is another one."""
    user = session.get(User, user_id)
    if user is not None:
        send(password_changed, to=(user.name, user.email), name=user.name)
