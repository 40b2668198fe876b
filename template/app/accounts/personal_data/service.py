"""Gathering what every feature holds about somebody."""

from typing import Any

from sqlmodel import Session

from app.accounts.events import AccountEvent
from app.accounts.models import UserId
from app.core.attempts import count_attempt
from app.core.audit import record

#: It reads much, and is asked for seldom.
EXPORTS = "10 per 1 hour"


def export(session: Session, user_id: UserId) -> dict[str, Any]:
    """All that is known of somebody, by feature.

    Raises:
        TooManyAttempts: they ask too often.
    """
    # Features build on accounts, so they are known only once all are there.
    from app.features import features

    count_attempt(EXPORTS, "data of", user_id)
    record(session, AccountEvent.DATA_EXPORTED, user_id)
    return {
        feature.name: feature.personal_data(session, user_id)
        for feature in features
        if feature.personal_data
    }
