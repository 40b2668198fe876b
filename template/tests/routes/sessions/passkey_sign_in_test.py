"""Signing in with a passkey, and what somebody would try who has none."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlmodel import Session, col, delete, select

from app.accounts.models import User
from app.core.jobs.models import QueuedJob
from app.core.models import utc_now
from app.core.project import project
from app.sessions import attempts
from app.sessions.cookies import cookie_name
from app.sessions.passkeys import challenges
from app.sessions.passkeys.models import Passkey
from tests.assertions import assert_problem, assert_recorded
from tests.factories.sessions import AuthenticatorFactory
from tests.stand_ins.authenticator import Authenticator
from tests.stand_ins.passkeys import PASSKEYS, add, begin, send, sign_in

ME = "/api/accounts/me"


@pytest.fixture
def authenticator(user_client: TestClient) -> Authenticator:
    """What the person has added a passkey with."""
    authenticator = Authenticator()
    add(user_client, authenticator)
    return authenticator


def test_a_passkey_signs_its_owner_in_without_any_name(
    client: TestClient, authenticator: Authenticator, user: User
) -> None:
    answer = sign_in(client, authenticator)

    assert answer.status_code == 200
    assert answer.json()["id"] == user.id
    assert client.get(ME).json()["email"] == user.email
    (passkey,) = client.get(PASSKEYS).json()
    assert passkey["used_at"] is not None


def test_it_is_both_factors(
    client: TestClient, database: Session, authenticator: Authenticator, user: User
) -> None:
    AuthenticatorFactory.create(database, user_id=user.id)

    assert sign_in(client, authenticator).json()["id"] == user.id

    assert client.get(ME).status_code == 200


def test_it_does_so_again_and_again(client: TestClient, authenticator: Authenticator) -> None:
    for _ in range(3):
        assert sign_in(client, authenticator).status_code == 200


def test_one_that_does_not_count_its_uses_does_too(
    client: TestClient, user_client: TestClient
) -> None:
    synchronised = Authenticator(counts=False)
    add(user_client, synchronised)

    for _ in range(2):
        assert sign_in(client, synchronised).status_code == 200


def test_the_session_of_before_ends(
    app: FastAPI, client: TestClient, authenticator: Authenticator
) -> None:
    sign_in(client, authenticator)
    before = client.cookies[cookie_name(secure=False)]

    sign_in(client, authenticator)

    thief = TestClient(app, cookies={cookie_name(secure=False): before})
    assert_problem(thief.get(ME), 401, "not_signed_in")
    assert client.get(ME).status_code == 200


def test_everybody_is_asked_for_the_same(client: TestClient, authenticator: Authenticator) -> None:
    first, second = begin(client, "sign-in/begin"), begin(client, "sign-in/begin")

    assert first.pop("challenge") != second.pop("challenge")
    assert first == second
    assert first["allowCredentials"] == []
    assert first["userVerification"] == "required"
    assert first["rpId"] == project().domain


def test_several_tabs_of_a_browser_ask_at_once(
    client: TestClient, authenticator: Authenticator
) -> None:
    first, second = begin(client, "sign-in/begin"), begin(client, "sign-in/begin")

    for options in (first, second):
        assert send(client, "/sign-in", authenticator.use(options)).status_code == 200


def test_what_was_signed_once_is_worth_nothing_later(
    client: TestClient, authenticator: Authenticator
) -> None:
    overheard = authenticator.use(begin(client, "sign-in/begin"))
    assert send(client, "/sign-in", overheard).status_code == 200

    assert_problem(send(client, "/sign-in", overheard), 400, "passkey_refused")


def test_what_was_refused_is_not_tried_twice(
    client: TestClient, authenticator: Authenticator
) -> None:
    options = begin(client, "sign-in/begin")
    authenticator.verifies_user = False
    assert send(client, "/sign-in", authenticator.use(options)).status_code == 400
    authenticator.verifies_user = True

    again = send(client, "/sign-in", authenticator.use(options))

    assert_problem(again, 400, "passkey_refused")


def test_a_challenge_opens_nothing_in_another_browser(
    app: FastAPI, client: TestClient, authenticator: Authenticator
) -> None:
    talked_out_of = authenticator.use(begin(client, "sign-in/begin"))
    thief, another = TestClient(app), TestClient(app)
    begin(another, "sign-in/begin")

    for browser in (thief, another):
        assert_problem(send(browser, "/sign-in", talked_out_of), 400, "passkey_refused")
    assert send(client, "/sign-in", talked_out_of).status_code == 200


@pytest.mark.parametrize("purpose", ["new", "confirm/begin"])
def test_a_challenge_for_something_else_signs_nobody_in(
    user_client: TestClient, authenticator: Authenticator, purpose: str
) -> None:
    begin(user_client, "sign-in/begin")

    answer = send(user_client, "/sign-in", authenticator.use(begin(user_client, purpose)))

    assert_problem(answer, 400, "passkey_refused")


def test_a_challenge_of_nobodys_making_signs_nobody_in(
    client: TestClient, authenticator: Authenticator
) -> None:
    options = begin(client, "sign-in/begin") | {"challenge": "A" * 43}

    answer = send(client, "/sign-in", authenticator.use(options))

    assert_problem(answer, 400, "passkey_refused")


def test_a_challenge_is_good_for_five_minutes(
    client: TestClient, authenticator: Authenticator
) -> None:
    options = begin(client, "sign-in/begin")
    (key,) = challenges.store().keys("passkey-challenges/*")
    assert 290_000 < challenges.store().pttl(key) <= 300_000
    challenges.store().pexpire(key, 0)

    answer = send(client, "/sign-in", authenticator.use(options))

    assert_problem(answer, 400, "passkey_refused")


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.example"},
        {"origin": f"http://{project().domain}"},
        {"origin": f"https://{project().domain}.evil.example"},
        {"host": "evil.example"},
        {"verifies_user": False},
        {"key": Authenticator().key},
        {"user_handle": b""},
        {"credential_id": b"unknown"},
    ],
)
def test_a_lie_opens_nothing_and_each_is_told_alike(
    client: TestClient, authenticator: Authenticator, lie: dict[str, Any]
) -> None:
    for attribute, value in lie.items():
        setattr(authenticator, attribute, value)

    problem = assert_problem(sign_in(client, authenticator), 400, "passkey_refused")

    assert problem["message"].startswith("This passkey did not work.")
    assert client.get(ME).status_code == 401


def test_a_passkey_does_not_open_the_account_that_it_names(
    client: TestClient, other_client: TestClient, authenticator: Authenticator, user: User
) -> None:
    forger = Authenticator()
    add(other_client, forger)
    forger.user_handle = user.id.uuid.bytes

    assert_problem(sign_in(client, forger), 400, "passkey_refused")


@pytest.mark.parametrize(
    "response",
    [
        {"clientDataJSON": "AAAA"},
        {"authenticatorData": "AAAA"},
        {"signature": "AAAA"},
        {"signature": "A"},
        {"userHandle": "A"},
    ],
)
def test_what_cannot_be_read_opens_nothing(
    client: TestClient, authenticator: Authenticator, response: dict[str, str]
) -> None:
    credential = authenticator.use(begin(client, "sign-in/begin"))
    credential["response"] |= response

    assert_problem(send(client, "/sign-in", credential), 400, "passkey_refused")


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_copy_that_counts_less_is_refused_and_told(
    client: TestClient, database: Session, authenticator: Authenticator, user: User, count: int
) -> None:
    authenticator.sign_count = 1
    assert sign_in(client, authenticator).status_code == 200
    client.cookies.clear()
    authenticator.sign_count, authenticator.counts = count, False

    assert_problem(sign_in(client, authenticator), 400, "passkey_copied")

    assert client.get(ME).status_code == 401
    asked = [job.arguments for job in database.exec(select(QueuedJob))]
    assert asked[-1] == [user.id, "copied", "iCloud Keychain"]
    assert_recorded(database, user, "passkey_copied", "sign_in_refused")


def test_who_cannot_sign_raises_no_alarm(client: TestClient, authenticator: Authenticator) -> None:
    authenticator.sign_count = 5
    assert sign_in(client, authenticator).status_code == 200
    authenticator.sign_count, authenticator.key = 1, Authenticator().key

    assert_problem(sign_in(client, authenticator), 400, "passkey_refused")


def test_the_passkey_of_somebody_who_is_gone_opens_nothing(
    app: FastAPI, client: TestClient, database: Session, authenticator: Authenticator, user: User
) -> None:
    options = begin(client, "sign-in/begin")
    database.exec(delete(User).where(col(User.id) == user.id))
    database.commit()

    answer = send(client, "/sign-in", authenticator.use(options))

    assert_problem(answer, 400, "passkey_refused")
    assert database.exec(select(Passkey)).all() == []


def test_the_passkey_of_somebody_who_is_suspended_opens_nothing(
    client: TestClient, database: Session, authenticator: Authenticator, user: User
) -> None:
    user.suspended_at = utc_now()
    database.add(user)
    database.commit()

    assert_problem(sign_in(client, authenticator), 403, "account_suspended")

    assert client.get(ME).status_code == 401


def test_whoever_signs_in_or_fails_to_is_on_record(
    client: TestClient, database: Session, authenticator: Authenticator, user: User
) -> None:
    assert sign_in(client, authenticator).status_code == 200
    authenticator.key = Authenticator().key
    assert_problem(sign_in(client, authenticator), 400, "passkey_refused")

    assert_recorded(database, user, "signed_in", "sign_in_refused")


def test_while_redis_is_away_no_passkey_opens_anything(
    client: TestClient, authenticator: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = authenticator.use(begin(client, "sign-in/begin"))
    away = Redis(port=9, retry=Retry(NoBackoff(), 0))
    monkeypatch.setattr(challenges, "store", lambda: away)

    for answer in (client.post(f"{PASSKEYS}/sign-in/begin"), send(client, "/sign-in", used)):
        assert_problem(answer, 503, "unavailable")
    assert client.get(ME).status_code == 401


def test_the_mark_of_a_browser_is_out_of_reach_for_scripts_and_other_sites(app: FastAPI) -> None:
    browser = TestClient(app, base_url=f"https://{project().domain}")

    cookie = browser.post(f"{PASSKEYS}/sign-in/begin").headers["Set-Cookie"]

    assert cookie.startswith(f"__Host-{project().slug}_passkey=")
    for attribute in ("HttpOnly", "SameSite=lax", "Path=/", "Secure", "Max-Age=300"):
        assert attribute in cookie


def test_whoever_tries_passkeys_is_stopped(
    client: TestClient, authenticator: Authenticator, few_places: None
) -> None:
    for _ in range(2):
        assert_problem(sign_in(client, Authenticator()), 400, "passkey_refused")

    assert_problem(sign_in(client, authenticator), 429, "too_many_attempts")


def test_an_office_signs_in_with_passkeys_from_one_place(
    client: TestClient, authenticator: Authenticator, few_places: None
) -> None:
    for _ in range(4):
        assert sign_in(client, authenticator).status_code == 200


def test_whoever_asks_for_ever_more_challenges_is_stopped(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "PASSKEY_CHALLENGES", "2 per 15 minutes")
    for _ in range(2):
        begin(client, "sign-in/begin")

    answer = client.post(f"{PASSKEYS}/sign-in/begin")

    assert_problem(answer, 429, "too_many_attempts")
