"""The second proof."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session, col, func, select, update

from app.accounts.models import User
from app.core.jobs.models import QueuedJob
from app.core.models import utc_now
from app.sessions import attempts
from app.sessions.challenges.service import begin, prepare
from app.sessions.cookies import cookie_name
from app.sessions.models import Purpose
from app.sessions.two_factor.models import Authenticator, PendingSignIn, RecoveryCode
from tests.assertions import assert_problem, assert_recorded
from tests.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.sessions import (
    PASSWORD,
    RECOVERY_CODE,
    SECRET,
    AuthenticatorFactory,
    PasswordFactory,
    RecoveryCodeFactory,
)
from tests.stand_ins.authenticator_app import shown_code, wrong_code

SIGN_IN, ME = "/api/sessions/sign-in", "/api/accounts/me"
PENDING = cookie_name("second_factor", secure=False)


def make_careful_person(database: Session) -> User:
    user = UserFactory.create(database)
    PasswordFactory.create(database, user_id=user.id)
    AuthenticatorFactory.create(database, user_id=user.id)
    RecoveryCodeFactory.create(database, user_id=user.id)
    return user


@pytest.fixture
def user(database: Session) -> User:
    """Somebody with a second factor."""
    return make_careful_person(database)


def half_in(app: FastAPI, user: User, address: str = "203.0.113.9") -> TestClient:
    """A browser from which the right password was sent."""
    browser = TestClient(app, client=(address, 50_000), raise_server_exceptions=False)
    answer = browser.post(SIGN_IN, json={"email": user.email, "password": PASSWORD})
    assert answer.json() == {"next_step": "second_factor"}
    return browser


def send_code(browser: TestClient, code: str) -> Response:
    return browser.post(f"{SIGN_IN}/code", json={"code": code})


def send_recovery_code(browser: TestClient, code: str = RECOVERY_CODE) -> Response:
    return browser.post(f"{SIGN_IN}/recovery-code", json={"code": code})


def test_the_code_that_the_app_shows_lets_in(app: FastAPI, client: TestClient, user: User) -> None:
    browser, code = half_in(app, user), shown_code(SECRET)

    answer = send_code(browser, f"{code[:3]} {code[3:]} ")

    assert answer.status_code == 200
    assert answer.json() == browser.get(ME).json()
    assert answer.json()["id"] == user.id
    assert PENDING not in browser.cookies


def test_a_wrong_code_does_not(app: FastAPI, client: TestClient, user: User) -> None:
    browser = half_in(app, user)

    assert_problem(send_code(browser, wrong_code(SECRET)), 400, "second_code_wrong", "code")

    assert_problem(browser.get(ME), 401, "not_signed_in")
    assert send_code(browser, shown_code(SECRET)).status_code == 200


@pytest.mark.parametrize("code", ["", "12345", "1234567", "12345x", "١٢٣٤٥٦", None])
def test_what_cannot_be_a_code_is_told_so(
    app: FastAPI, client: TestClient, user: User, code: Any
) -> None:
    assert_problem(send_code(half_in(app, user), code), 422, "validation_failed", "code")


def test_a_code_lets_in_once(app: FastAPI, client: TestClient, user: User) -> None:
    code = shown_code(SECRET)
    first, second = half_in(app, user), half_in(app, user, "198.51.100.1")
    assert send_code(first, code).status_code == 200

    assert_problem(send_code(second, code), 400, "second_code_wrong", "code")

    assert_problem(second.get(ME), 401, "not_signed_in")


def test_after_a_code_those_before_it_are_worth_nothing(
    app: FastAPI, client: TestClient, user: User
) -> None:
    overlooked = shown_code(SECRET)
    assert send_code(half_in(app, user), shown_code(SECRET, steps_later=1)).status_code == 200

    assert send_code(half_in(app, user), overlooked).status_code == 400


def test_a_recovery_code_lets_in_once(
    app: FastAPI, client: TestClient, database: Session, user: User
) -> None:
    first, second = half_in(app, user), half_in(app, user, "198.51.100.1")

    assert send_recovery_code(first, RECOVERY_CODE.upper().replace("-", " ")).status_code == 200

    assert first.get(ME).json()["id"] == user.id
    assert_problem(send_recovery_code(second), 400, "second_code_wrong", "code")
    assert_problem(second.get(ME), 401, "not_signed_in")
    told = database.exec(
        select(QueuedJob).where(col(QueuedJob.name).endswith("recovery_code_used_mail"))
    ).all()
    assert [job.arguments for job in told] == [[user.id]]


def test_the_codes_of_others_are_worth_nothing(
    app: FastAPI, client: TestClient, database: Session, user: User
) -> None:
    # Their app knows the same secret, but their recovery codes are not these.
    other = UserFactory.create(database)
    PasswordFactory.create(database, user_id=other.id)
    AuthenticatorFactory.create(database, user_id=other.id)

    assert send_recovery_code(half_in(app, other)).status_code == 400
    assert send_code(half_in(app, other), RECOVERY_CODE).status_code == 422
    assert send_recovery_code(half_in(app, user)).status_code == 200


def test_without_the_first_proof_the_second_is_not_even_looked_at(
    app: FastAPI, client: TestClient, database: Session, user: User
) -> None:
    elsewhere = half_in(app, user)

    for browser in (client, TestClient(app, cookies={PENDING: "made up"})):
        assert_problem(send_code(browser, shown_code(SECRET)), 401, "sign_in_over")
        assert_problem(send_recovery_code(browser), 401, "sign_in_over")
        assert_problem(browser.get(ME), 401, "not_signed_in")
    assert send_code(elsewhere, shown_code(SECRET)).status_code == 200
    assert database.exec(select(func.count()).select_from(RecoveryCode)).one() == 1


@pytest.mark.parametrize(
    "send", [send_recovery_code, lambda browser: send_code(browser, shown_code(SECRET))]
)
def test_what_the_browser_keeps_opens_one_session(
    app: FastAPI, client: TestClient, user: User, send: Callable[[TestClient], Response]
) -> None:
    browser = half_in(app, user)
    thief = TestClient(app, cookies=dict(browser.cookies))
    assert send(browser).status_code == 200

    assert_problem(send_code(thief, shown_code(SECRET, steps_later=1)), 401, "sign_in_over")


def test_ten_minutes_are_the_time_for_it(
    app: FastAPI, client: TestClient, database: Session, user: User
) -> None:
    browser = half_in(app, user)
    database.exec(update(PendingSignIn).values(expires_at=utc_now() - timedelta(seconds=1)))
    database.commit()

    assert_problem(send_code(browser, shown_code(SECRET)), 401, "sign_in_over")
    assert_problem(send_recovery_code(browser), 401, "sign_in_over")


def test_a_code_is_guessed_a_few_times_only(
    app: FastAPI, client: TestClient, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = replace(attempts.SECOND_PROOFS, free=2, first=attempts.MINUTE)
    monkeypatch.setattr(attempts, "SECOND_PROOFS", soon)
    guesser = half_in(app, user)
    assert [send_code(guesser, wrong_code(SECRET)).status_code for _ in range(2)] == [400, 400]

    assert_problem(send_code(guesser, shown_code(SECRET)), 429, "too_many_attempts")
    # To begin anew does not help, and neither does the other kind of code.
    assert_problem(send_recovery_code(half_in(app, user)), 429, "too_many_attempts")
    # The person elsewhere is not kept out.
    assert send_code(half_in(app, user, "198.51.100.1"), shown_code(SECRET)).status_code == 200


def test_a_code_is_not_guessed_from_many_addresses_and_its_owner_still_comes_in(
    app: FastAPI, client: TestClient, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "APP_CODES", replace(attempts.APP_CODES, free=3))
    guessers = [half_in(app, user, f"203.0.113.{number}") for number in range(4)]

    statuses = [send_code(guesser, wrong_code(SECRET)).status_code for guesser in guessers]

    assert statuses == [400, 400, 400, 429]
    assert send_recovery_code(half_in(app, user, "198.51.100.1")).status_code == 200


def test_another_password_is_no_way_around_it(
    app: FastAPI, client: TestClient, database: Session, user: User
) -> None:
    waiting = half_in(app, user)
    challenge, _ = begin(database, Purpose.RESET_PASSWORD, user.email)
    prepared = prepare(database, challenge.id)
    database.commit()
    assert prepared

    new = {"token": prepared[2], "password": "eleven loud harbours"}
    assert client.post("/api/sessions/reset-password/new", json=new).status_code == 204

    credentials = {"email": user.email, "password": "eleven loud harbours"}
    assert client.post(SIGN_IN, json=credentials).json() == {"next_step": "second_factor"}
    assert_problem(client.get(ME), 401, "not_signed_in")
    # Who knew the old one is not half in any more.
    assert_problem(send_code(waiting, shown_code(SECRET)), 401, "sign_in_over")


def test_the_trail_tells_of_refusals_and_of_recovery_codes(
    app: FastAPI, client: TestClient, database: Session, user: User
) -> None:
    send_code(half_in(app, user), wrong_code(SECRET))
    send_recovery_code(half_in(app, user), "made up")
    send_recovery_code(half_in(app, user))

    told = ("second_proof_refused", "second_proof_refused", "recovery_code_used", "signed_in")
    assert_recorded(database, user, *told)


@pytest.mark.parametrize(
    ("model", "send"),
    [
        (RecoveryCode, send_recovery_code),
        (Authenticator, lambda browser: send_code(browser, shown_code(SECRET))),
    ],
)
def test_of_two_requests_with_one_code_at_the_same_moment_one_lets_in(
    app: FastAPI,
    committed_database: Session,
    model: type[RecoveryCode | Authenticator],
    send: Callable[[TestClient], Response],
) -> None:
    user = make_careful_person(committed_database)
    browsers = [half_in(app, user), half_in(app, user, "198.51.100.1")]

    # Both have looked, and want to take it, before either is allowed to.
    committed_database.exec(select(model).with_for_update()).all()

    answers = at_once(committed_database, *(partial(send, browser) for browser in browsers))

    assert [answer.status_code for answer in answers] == [200, 400]
    assert sorted(browser.get(ME).status_code for browser in browsers) == [200, 401]
