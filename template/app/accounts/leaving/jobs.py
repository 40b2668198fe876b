"""The mails to somebody who leaves."""

from pathlib import Path

from sqlmodel import Session

from app.accounts.models import User, UserId
from app.accounts.time_zones import in_words
from app.core.jobs import job
from app.core.mail import Mail, MailUnavailable, send

EMAILS = Path(__file__).parent / "emails"

leaving = Mail(
    EMAILS / "leaving.html",
    example={
        "name": "Ada Example",
        "erased": "Saturday, 28 November 2026 at 21:15 (Europe/Berlin)",
    },
)
erased = Mail(EMAILS / "erased.html", example={"name": "Ada Example"})


@job(queue="mail", retry_for=(MailUnavailable,))
def send_leaving_mail(session: Session, user_id: UserId) -> None:
    """Tell somebody who leaves until when they can come back, and how. Whoever has come back already gets nothing."""
    user = session.get(User, user_id)
    if user is not None and user.leaves_at is not None:
        moment = in_words(user.leaves_at, user.time_zone)
        send(leaving, to=(user.name, user.email), name=user.name, erased=moment)


@job(queue="mail", retry_for=(MailUnavailable,))
def send_erased_mail(_: Session, name: str, email: str) -> None:
    """Tell somebody that nothing of them is left. They are not among the people any more, so the mail brings what it needs."""
    send(erased, to=(name, email), name=name)
