"""What becomes of keys that end by themselves."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col

from app.api_keys.models import ApiKey, ApiKeyId
from app.core.models import utc_now

#: How long before a key ends its owner is told: time enough to make another and to put it where the old one is.
NOTICE = timedelta(days=7)
#: How long a key that has ended is still shown, so that its owner sees why a program stands still.
SHOWN = timedelta(days=30)


def mark_ending(session: Session) -> Sequence[ApiKeyId]:
    """The keys that end soon and whose owners were not told yet. From now on they count as told."""
    now = utc_now()
    marked = session.exec(
        update(ApiKey)
        .where(col(ApiKey.expires_at).between(now, now + NOTICE), col(ApiKey.warned_at).is_(None))
        .values(warned_at=now)
        .returning(col(ApiKey.id))
    )
    return marked.scalars().all()


def forget_ended(session: Session) -> None:
    """Delete the keys that ended long ago."""
    session.exec(delete(ApiKey).where(col(ApiKey.expires_at) < utc_now() - SHOWN))
