"""The mail with which somebody shows once more that it is them."""

from pathlib import Path

from sqlmodel import Session

from app.accounts.models import User
from app.core.jobs import job
from app.core.mail import Mail, MailUnavailable, send
from app.sessions.challenges.service import prepare_for_mail
from app.sessions.models import ChallengeId

confirm_by_mail = Mail(
    Path(__file__).parent / "emails" / "confirm_by_mail.html",
    example={"name": "Ada Example", "code": "123456"},
)


@job(queue="mail", retry_for=(MailUnavailable,))
def send_confirmation_mail(session: Session, challenge_id: ChallengeId) -> None:
    """Send a code, which is made here so that it is stored nowhere. No link: it is good in the browser that asks alone."""
    prepared = prepare_for_mail(challenge_id)
    user = session.get(User, prepared[0].user_id) if prepared and prepared[0].user_id else None
    if prepared is None or user is None:
        return
    challenge, code, _ = prepared
    send(confirm_by_mail, to=(user.name, challenge.email), name=user.name, code=code)
