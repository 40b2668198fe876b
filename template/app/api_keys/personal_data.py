"""What keys are to their owner beyond the list of them."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete

from app.accounts.models import UserId
from app.api_keys.models import ApiKey
from app.api_keys.service import KeysOf


def personal_data(session: Session, user_id: str) -> list[dict[str, Any]]:
    """Somebody's keys, but for what opens anything."""
    secret = {"user_id", "token_hash"}
    keys = KeysOf(UserId(user_id), session).all()
    return [key.model_dump(mode="json", exclude=secret) for key in keys]


def forget_ways_in(session: Session, user_id: str, since: datetime) -> None:
    """Make keys worthless that are no older than a moment: a thief may have made them."""
    session.exec(
        delete(ApiKey).where(col(ApiKey.user_id) == user_id, col(ApiKey.created_at) >= since)
    )
