import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.accounts.dependencies import CONFIRMATION_LIFETIME
from app.clerk import keys, tokens
from app.core.models import utc_now
from tests.factories.clerk import public_pem, settings_with, stand_in, token_for


@pytest.fixture(autouse=True)
def _networkless(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key stands in the settings, and Clerk does not answer."""
    chosen = settings_with(clerk_jwt_key=public_pem())
    for module in (keys, tokens):
        monkeypatch.setattr(module, "settings_of", lambda _: chosen)
    monkeypatch.setattr(stand_in, "is_away", True)


def test_with_the_key_in_the_settings_nobody_is_asked() -> None:
    stand_in.asked.clear()

    claims = tokens.read_token(token_for("user_1"))

    assert claims
    assert (claims.clerk_id, claims.session_id) == ("user_1", "sess_of_user_1")
    assert stand_in.asked == []


def is_fresh(**changed: Any) -> bool:
    claims = tokens.read_token(token_for("user_1", **changed))
    assert claims
    return claims.confirmed_at > utc_now() - CONFIRMATION_LIFETIME


@pytest.mark.parametrize(
    ("fva", "fresh"),
    [
        ([0, -1], True),
        ([8, -1], True),
        ([11, -1], False),
        # Whoever has a second factor shows both.
        ([0, 0], True),
        ([0, 11], False),
        ([11, 0], False),
        ([-1, -1], False),
        ([-1, 0], False),
        ([], False),
        ("0", False),
        ([0], False),
        ([None, None], False),
        ([0.5, -1], False),
    ],
)
def test_a_confirmation_is_as_fresh_as_the_older_of_both_factors(fva: Any, fresh: bool) -> None:
    assert is_fresh(fva=fva) is fresh


def test_somebody_who_looks_through_a_persons_eyes_has_confirmed_nothing() -> None:
    assert not is_fresh(act={"iss": "https://dashboard.clerk.com", "sub": "user_of_the_team"})


def test_clocks_may_be_apart_by_seconds() -> None:
    now = int(time.time())

    assert tokens.read_token(token_for("user_1", exp=now - 2))
    assert tokens.read_token(token_for("user_1", nbf=now + 2))
    assert tokens.read_token(token_for("user_1", exp=now - 30)) is None


def test_the_time_of_a_confirmation_is_told_from_when_the_token_was_made() -> None:
    made_at = int(time.time()) - 60
    claims = tokens.read_token(token_for("user_1", iat=made_at, fva=[3, -1]))

    assert claims
    assert claims.confirmed_at == datetime.fromtimestamp(made_at, UTC) - timedelta(minutes=3)
