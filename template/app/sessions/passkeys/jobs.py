"""The mails about passkeys."""

from enum import StrEnum
from pathlib import Path

from sqlmodel import Session

from app.accounts.models import User, UserId
from app.core.jobs import job
from app.core.mail import Mail, MailUnavailable, send

EMAILS = Path(__file__).parent / "emails"
EXAMPLE = {"name": "Ada Example", "passkey": "iCloud Keychain"}


class Happening(StrEnum):
    """What happened to a passkey."""

    ADDED = "added"
    REMOVED = "removed"
    COPIED = "copied"


passkey_added = Mail(EMAILS / "passkey_added.html", example=EXAMPLE)
passkey_removed = Mail(EMAILS / "passkey_removed.html", example=EXAMPLE)
passkey_copied = Mail(EMAILS / "passkey_copied.html", example=EXAMPLE)

MAILS = {
    Happening.ADDED: passkey_added,
    Happening.REMOVED: passkey_removed,
    Happening.COPIED: passkey_copied,
}


@job(queue="mail", retry_for=(MailUnavailable,))
def send_passkey_mail(
    session: Session, user_id: UserId, happening: Happening, passkey: str
) -> None:
    """Tell the owner of an account what happened to one of its passkeys."""
    user = session.get(User, user_id)
    if user is not None:
        send(MAILS[happening], to=(user.name, user.email), name=user.name, passkey=passkey)
