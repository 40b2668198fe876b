"""Another pepper, and nobody notices."""

import hashlib
from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select, update

from app.accounts.models import User
from app.core.settings import SettingsError, read, settings_of
from app.sessions.challenges.errors import CodeWrong
from app.sessions.challenges.service import begin, prepare, prove_by_code
from app.sessions.cookies import cookie_name
from app.sessions.models import EmailChallenge, Purpose, UserSession
from app.sessions.settings import SessionSettings
from tests.assertions import assert_problem
from tests.utils import sign_in

ME, SIGN_OUT = "/api/accounts/me", "/api/sessions/sign-out"
OLD, NEW = "the old pepper that is long enough", "the new pepper that is long enough"

RestartWith = Callable[..., None]


@pytest.fixture
def restart_with(monkeypatch: pytest.MonkeyPatch) -> Iterator[RestartWith]:
    """The product reads its settings anew, with these peppers."""

    def restart(*peppers: str) -> None:
        monkeypatch.setenv("SESSION_PEPPER", ",".join(peppers))
        settings_of.cache_clear()

    yield restart
    settings_of.cache_clear()


def stored(database: Session) -> UserSession:
    database.expire_all()
    return database.exec(select(UserSession)).one()


def test_a_session_outlives_its_pepper_if_it_is_used_in_between(
    client: TestClient, database: Session, user: User, restart_with: RestartWith
) -> None:
    restart_with(OLD)
    sign_in(client, database, user)
    before = stored(database).pepper_id

    restart_with(NEW, OLD)
    assert client.get(ME).status_code == 200
    assert stored(database).pepper_id != before

    restart_with(NEW)
    assert client.get(ME).json()["id"] == user.id


def test_a_session_that_was_not_used_since_ends_with_its_pepper(
    app: FastAPI, client: TestClient, database: Session, user: User, restart_with: RestartWith
) -> None:
    restart_with(OLD)
    sign_in(client, database, user)
    kept_by_a_thief = TestClient(app, cookies=dict(client.cookies))

    restart_with(NEW)

    assert_problem(client.get(ME), 401, "not_signed_in")
    restart_with(NEW, OLD)
    assert client.post(SIGN_OUT).status_code == 204
    assert_problem(kept_by_a_thief.get(ME), 401, "not_signed_in")


def test_a_session_from_before_there_was_a_pepper_goes_on_and_gets_one(
    client: TestClient, database: Session, user: User, restart_with: RestartWith
) -> None:
    sign_in(client, database, user)
    token = client.cookies[cookie_name(secure=False)]
    plain = hashlib.sha256(token.encode()).digest()
    database.exec(update(UserSession).values(token_hash=plain, pepper_id=None))
    database.commit()

    restart_with(NEW)

    assert client.get(ME).json()["id"] == user.id
    assert stored(database).pepper_id is not None
    assert stored(database).token_hash != plain
    assert client.get(ME).json()["id"] == user.id


def test_a_code_in_a_mail_is_known_under_the_pepper_that_it_was_sent_under(
    database: Session, restart_with: RestartWith
) -> None:
    restart_with(OLD)
    challenge, secret = begin(database, Purpose.SIGN_UP, "ada@example.org")
    prepared = prepare(database, challenge.id)
    assert prepared is not None

    restart_with(NEW, OLD)
    prove_by_code(database, Purpose.SIGN_UP, secret, prepared[1])

    assert database.exec(select(EmailChallenge.proved)).one()


def test_whoever_reads_the_database_cannot_try_all_codes_without_the_pepper(
    database: Session, restart_with: RestartWith
) -> None:
    challenge, secret = begin(database, Purpose.SIGN_UP, "ada@example.org")
    prepared = prepare(database, challenge.id)
    assert prepared is not None

    restart_with(NEW)

    with pytest.raises(CodeWrong):
        prove_by_code(database, Purpose.SIGN_UP, secret, prepared[1])


@pytest.mark.parametrize("peppers", [[], ["too short"], [NEW, "short"], [NEW, NEW]])
def test_production_has_peppers_of_its_own(
    monkeypatch: pytest.MonkeyPatch, peppers: list[str]
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")
    monkeypatch.setenv("SESSION_PEPPER", ",".join(peppers))

    with pytest.raises(SettingsError, match="SESSION_PEPPER") as refused:
        read(SessionSettings)

    assert all(pepper not in str(refused.value) for pepper in peppers)
