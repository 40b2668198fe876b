"""People who have a password."""

import functools
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pwdlib import PasswordHash
from sqlmodel import Session

from app.accounts.models import User
from app.core import routing
from app.sessions import attempts as account_attempts
from app.sessions.passwords import hashing
from app.sessions.social.openid import known
from app.sessions.social.settings import social_settings
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PasswordFactory, quick_hasher
from tests.stand_ins.issuer import CLIENT_ID, CLIENT_SECRET, Issuer, running


@pytest.fixture
def user(database: Session) -> User:
    user = UserFactory.create(database)
    PasswordFactory.create(database, user_id=user.id)
    return user


@pytest.fixture
def other_user(database: Session) -> User:
    """Somebody who signs in in another way."""
    return UserFactory.create(database)


@pytest.fixture
def few_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three instead of five, because the password of each is hashed, and a wait that a slow machine does not sit out."""
    few = replace(account_attempts.SAME_ACCOUNT_SAME_ADDRESS, free=3, first=timedelta(minutes=1))
    monkeypatch.setattr(account_attempts, "SAME_ACCOUNT_SAME_ADDRESS", few)


@pytest.fixture
def few_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two guesses from one place, and two at one person from all places."""
    for name in ("SAME_ADDRESS", "SAME_ACCOUNT"):
        few = replace(getattr(account_attempts, name), free=2, first=timedelta(minutes=1))
        monkeypatch.setattr(account_attempts, name, few)


@pytest.fixture(scope="session")
def running_issuer() -> Iterator[Issuer]:
    with running(Issuer()) as issuer:
        yield issuer


@pytest.fixture
def issuer(running_issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> Issuer:
    """Where people may sign in too, as an issuer of OpenID Connect and as GitHub."""
    running_issuer.begin_anew()
    known.forget()
    chosen = social_settings()
    monkeypatch.setattr(chosen, "oidc_name", "Example ID")
    monkeypatch.setattr(chosen, "oidc_issuer", running_issuer.url)
    monkeypatch.setattr(chosen, "github_url", running_issuer.github_url)
    for name in ("oidc", "github"):
        monkeypatch.setattr(chosen, f"{name}_client_id", CLIENT_ID)
        monkeypatch.setattr(chosen, f"{name}_client_secret", CLIENT_SECRET)
    return running_issuer


class Turns:
    """Turns for everybody, counted."""

    def __init__(self) -> None:
        self.taken = 0

    async def __aenter__(self) -> None:
        self.taken += 1

    async def __aexit__(self, *_: object) -> None:
        self.taken -= 1


@pytest.fixture(autouse=True)
def _hash_quickly_and_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """No route hashes a password out of turn, or twenty sign-ins would keep everybody else waiting.

    Those of tests are hashed with the least that argon2 can do.
    """
    turns = Turns()
    monkeypatch.setattr(routing, "costly_turn", lambda: turns)

    def hasher_of_those_whose_turn_it_is() -> PasswordHash:
        in_request = threading.current_thread().name.startswith("request ")
        assert turns.taken or not in_request, "a route that hashes asks for a CostlySession"
        return quick_hasher()

    monkeypatch.setattr(hashing, "hasher", hasher_of_those_whose_turn_it_is)
    # The one that is kept for good must not be a weak one.
    nobodys_hash = functools.cache(lambda: quick_hasher().hash("nobody"))
    monkeypatch.setattr(hashing, "nobodys_hash", nobodys_hash)
