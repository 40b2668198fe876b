"""The mail that somebody gets who signs up."""

from pathlib import Path

from sqlmodel import Session

from app.core.jobs import job
from app.core.mail import Mail, MailUnavailable, send
from app.core.settings import settings
from app.sessions.challenges.service import prepare_for_mail
from app.sessions.models import ChallengeId

EMAILS = Path(__file__).parent / "emails"

confirm_address = Mail(
    EMAILS / "confirm_address.html",
    example={"code": "123456", "link": "https://product.example/sign-up/finish#token=example"},
)
known_address = Mail(EMAILS / "known_address.html", example={})


@job(queue="mail", retry_for=(MailUnavailable,))
def send_sign_up_mail(_: Session, challenge_id: ChallengeId) -> None:
    """Send a code and a link, which are made here so that they are stored nowhere. Who has an account is told so instead."""
    prepared = prepare_for_mail(challenge_id)
    if prepared is None:
        return
    challenge, code, token = prepared
    to = ("", challenge.email)
    if challenge.user_id is not None:
        send(known_address, to=to)
        return
    # Behind the #, because browsers send that part to nobody.
    link = f"{settings().public_url}/sign-up/finish#token={token}"
    send(confirm_address, to=to, code=code, link=link)
