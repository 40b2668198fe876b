"""The mails about another address."""

from pathlib import Path

from sqlmodel import Session

from app.accounts.models import User
from app.core.database import unit_of_work
from app.core.jobs import job
from app.core.mail import Mail, MailUnavailable, send
from app.core.models import utc_now
from app.core.settings import settings
from app.sessions.challenges.service import prepare_for_mail
from app.sessions.change_email.models import EmailChange, EmailChangeId
from app.sessions.models import ChallengeId
from app.sessions.tokens import new_token, token_hash

EMAILS = Path(__file__).parent / "emails"

change_email = Mail(
    EMAILS / "change_email.html",
    example={
        "name": "Ada Example",
        "code": "123456",
        "link": "https://product.example/change-email#token=example",
    },
)
email_known = Mail(EMAILS / "email_known.html", example={})
email_changed = Mail(
    EMAILS / "email_changed.html",
    example={
        "name": "Ada Example",
        "email": "ada@example.org",
        "link": "https://product.example/change-email/undo#token=example",
    },
)


@job(queue="mail", retry_for=(MailUnavailable,))
def send_change_email_mail(session: Session, challenge_id: ChallengeId) -> None:
    """Send a code and a link to the address that somebody wants to have. One that has an account is told so instead."""
    prepared = prepare_for_mail(challenge_id)
    if prepared is None:
        return
    challenge, code, token = prepared
    to = ("", challenge.email)
    if challenge.user_id is not None or challenge.asker_id is None:
        send(email_known, to=to)
        return
    asker = session.get_one(User, challenge.asker_id)
    # Behind the #, because browsers send that part to nobody.
    link = f"{settings().public_url}/change-email#token={token}"
    send(change_email, to=to, name=asker.name, code=code, link=link)


@job(queue="mail", retry_for=(MailUnavailable,))
def send_email_changed_mail(session: Session, change_id: EmailChangeId) -> None:
    """Tell the old address, with a link that undoes it, which is made here so that it is stored nowhere."""
    token = new_token()
    # Stored at once: whoever has the mail may be quicker than the end of this job.
    with unit_of_work() as at_once:
        change = at_once.get(EmailChange, change_id, with_for_update=True)
        if change is None or change.expires_at <= utc_now():
            return
        change.token_hash = token_hash(token)
    user = session.get_one(User, change.user_id)
    link = f"{settings().public_url}/change-email/undo#token={token}"
    to = (user.name, change.old_email)
    send(email_changed, to=to, name=user.name, email=change.new_email, link=link)
