from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from app.accounts.models import User
from app.api_keys.models import ApiKey
from app.core.models import utc_now
from app.features import features


def test_keys_that_a_thief_may_have_made_are_forgotten_and_older_ones_stay(
    database: Session, user: User
) -> None:
    now = utc_now()
    for name, age in (("old", timedelta(days=2)), ("new", timedelta(hours=1))):
        made: dict[str, Any] = {"user_id": user.id, "created_at": now - age, "scopes": []}
        database.add(ApiKey(name=name, token_hash=name.encode(), hint=name, **made))
    database.commit()

    for feature in features:
        if feature.forget_ways_in:
            feature.forget_ways_in(database, user.id, now - timedelta(days=1))

    assert database.exec(select(ApiKey.name)).all() == ["old"]
