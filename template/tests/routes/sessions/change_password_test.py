from datetime import timedelta

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, update

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions.cookies import cookie_name
from app.sessions.models import UserSession
from tests.assertions import assert_problem
from tests.factories.sessions import PASSWORD

CONFIRM, CHANGE = "/api/sessions/confirm", "/api/sessions/password"
SIGN_IN, ME = "/api/sessions/sign-in", "/api/accounts/me"
NEW = "eleven loud harbours"


def let_time_pass(database: Session) -> None:
    confirmed_at = utc_now() - timedelta(minutes=10, seconds=1)
    database.exec(update(UserSession).values(confirmed_at=confirmed_at))
    database.commit()


def test_a_password_is_changed_by_whoever_has_just_signed_in(
    user_client: TestClient, client: TestClient, user: User
) -> None:
    assert user_client.put(CHANGE, json={"password": NEW}).status_code == 204

    old, new = ({"email": user.email, "password": each} for each in (PASSWORD, NEW))
    assert client.post(SIGN_IN, json=old).status_code == 401
    assert client.post(SIGN_IN, json=new).status_code == 200
    assert user_client.get(ME).status_code == 200


def test_after_ten_minutes_the_password_is_asked_for_again(
    user_client: TestClient, database: Session
) -> None:
    let_time_pass(database)
    assert_problem(user_client.put(CHANGE, json={"password": NEW}), 403, "confirmation_required")
    wrong = user_client.post(CONFIRM, json={"password": "guessed"})
    assert_problem(wrong, 400, "wrong_password", "password")
    assert_problem(user_client.put(CHANGE, json={"password": NEW}), 403, "confirmation_required")

    assert user_client.post(CONFIRM, json={"password": PASSWORD}).status_code == 204

    assert user_client.put(CHANGE, json={"password": NEW}).status_code == 204


def test_other_browsers_are_signed_out(app: FastAPI, user_client: TestClient, user: User) -> None:
    elsewhere = TestClient(app)
    elsewhere.post(SIGN_IN, json={"email": user.email, "password": PASSWORD})

    user_client.put(CHANGE, json={"password": NEW})

    assert_problem(elsewhere.get(ME), 401, "not_signed_in")


def test_each_confirmation_gives_the_session_another_token(
    app: FastAPI, client: TestClient, user: User
) -> None:
    browser = TestClient(app)
    answers = [browser.post(SIGN_IN, json={"email": user.email, "password": PASSWORD})]
    answers.append(browser.post(CONFIRM, json={"password": PASSWORD}))
    answers.append(browser.put(CHANGE, json={"password": NEW}))

    given = [each.cookies[cookie_name(secure=False)] for each in answers]

    assert len(set(given)) == 3
    for token in given[:2]:
        thief = TestClient(app, cookies={cookie_name(secure=False): token})
        assert_problem(thief.get(ME), 401, "not_signed_in")
    assert browser.get(ME).status_code == 200


def test_a_stranger_confirms_and_changes_nothing(client: TestClient) -> None:
    assert_problem(client.post(CONFIRM, json={"password": PASSWORD}), 401, "not_signed_in")
    assert_problem(client.put(CHANGE, json={"password": NEW}), 401, "not_signed_in")


def test_passwords_are_not_guessed_by_confirming_either(
    user_client: TestClient, user: User, few_guesses: None
) -> None:
    for _ in range(3):
        user_client.post(CONFIRM, json={"password": "guessed"})

    answer = user_client.post(CONFIRM, json={"password": PASSWORD})

    assert_problem(answer, 429, "too_many_attempts")
