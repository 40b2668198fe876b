"""The mails about keys, and what is done for them every day."""

from pathlib import Path

from sqlmodel import Session

from app.accounts.models import User
from app.api_keys.endings import forget_ended, mark_ending
from app.api_keys.models import ApiKey, ApiKeyId
from app.core.jobs import enqueue, job
from app.core.mail import Mail, MailUnavailable, send

EMAILS = Path(__file__).parent / "emails"

key_created = Mail(
    EMAILS / "key_created.html",
    example={"name": "Ada Example", "key_name": "Backup", "hint": "product_live_…x9Kq"},
)
key_ending = Mail(
    EMAILS / "key_ending.html",
    example={
        "name": "Ada Example",
        "key_name": "Backup",
        "hint": "product_live_…x9Kq",
        "last_day": "31 January 2027",
    },
)


@job(queue="mail", retry_for=(MailUnavailable,))
def send_key_created_mail(session: Session, key_id: ApiKeyId) -> None:
    """Tell somebody that there is a new key to their account: it may have been somebody else who made it."""
    key, owner = key_and_owner(session, key_id)
    if key and owner:
        names = {"name": owner.name, "key_name": key.name, "hint": key.hint}
        send(key_created, to=(owner.name, owner.email), **names)


@job(queue="mail", retry_for=(MailUnavailable,))
def send_key_ending_mail(session: Session, key_id: ApiKeyId) -> None:
    """Tell somebody that a key of theirs ends soon."""
    key, owner = key_and_owner(session, key_id)
    if key and owner and owner.may_enter and key.expires_at:
        names = {"name": owner.name, "key_name": key.name, "hint": key.hint}
        last_day = f"{key.expires_at.day} {key.expires_at:%B %Y}"
        send(key_ending, to=(owner.name, owner.email), **names, last_day=last_day)


@job(queue="low", once=True)
def look_after_endings(session: Session) -> None:
    """Tell the owners of keys that end soon, and forget the keys that ended long ago."""
    for key_id in mark_ending(session):
        enqueue(session, send_key_ending_mail, key_id)
    forget_ended(session)


def key_and_owner(session: Session, key_id: ApiKeyId) -> tuple[ApiKey | None, User | None]:
    """None for what has gone in the meantime."""
    key = session.get(ApiKey, key_id)
    return key, session.get(User, key.user_id) if key else None
