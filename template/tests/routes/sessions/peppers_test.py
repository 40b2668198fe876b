"""Another pepper, and nobody notices."""

import hashlib
from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select, update

from app.accounts.models import User
from app.core.models import utc_now
from app.core.settings import SettingsError, read, settings_of
from app.sessions.challenges.errors import CodeWrong
from app.sessions.challenges.service import begin, prepare, prove_by_code
from app.sessions.cookies import cookie_name
from app.sessions.keyed import former_codes, former_sessions
from app.sessions.models import EmailChallenge, Purpose, UserSession
from app.sessions.settings import SessionSettings
from tests.assertions import assert_problem
from tests.unit.tools.secrets.shop import Drawer
from tests.utils import sign_in
from tools.secrets.rotation import drop_old, rotate
from tools.terminal import ToolError

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


def test_a_pepper_is_replaced_and_only_who_never_came_since_signs_in_again(
    app: FastAPI, database: Session, user: User, other_user: User, restart_with: RestartWith
) -> None:
    comes, stays_away = TestClient(app), TestClient(app)
    drawer = Drawer(SESSION_PEPPER=OLD)
    restart_with(OLD)
    sign_in(comes, database, user)
    sign_in(stays_away, database, other_user)

    rotate(drawer, "production", "session")
    restart_with(*drawer.kept["SESSION_PEPPER"].split(","))
    assert former_sessions(database) == 2
    assert comes.get(ME).json()["id"] == user.id
    assert former_sessions(database) == 1

    with pytest.raises(ToolError, match="1 rows depend"):
        drop_old(drawer, "production", "session", count=lambda *_: former_sessions(database))
    drop_old(drawer, "production", "session", anyway=True)
    restart_with(drawer.kept["SESSION_PEPPER"])

    assert comes.get(ME).json()["id"] == user.id
    assert_problem(stays_away.get(ME), 401, "not_signed_in")


def test_what_is_over_keeps_no_pepper(
    client: TestClient, database: Session, user: User, restart_with: RestartWith
) -> None:
    restart_with(OLD)
    sign_in(client, database, user)
    challenge, _ = begin(database, Purpose.SIGN_UP, "ada@example.org")
    prepare(database, challenge.id)
    restart_with(NEW, OLD)
    assert (former_sessions(database), former_codes(database)) == (1, 1)

    database.exec(update(UserSession).values(expires_at=utc_now()))
    database.exec(update(EmailChallenge).values(expires_at=utc_now()))

    assert (former_sessions(database), former_codes(database)) == (0, 0)


def test_who_signs_out_under_another_pepper_is_out_wherever_the_cookie_was_copied_to(
    app: FastAPI, client: TestClient, database: Session, user: User, restart_with: RestartWith
) -> None:
    restart_with(OLD)
    sign_in(client, database, user)
    kept_by_a_thief = TestClient(app, cookies=dict(client.cookies))

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
