"""Turning the second factor on and off."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select, update

from app.accounts.models import User
from app.core.jobs.models import QueuedJob
from app.core.models import utc_now
from app.sessions.cookies import cookie_name
from app.sessions.models import UserSession
from app.sessions.two_factor import encryption
from app.sessions.two_factor.models import Authenticator, RecoveryCode
from app.sessions.two_factor.service import use_code
from tests.assertions import assert_problem, assert_recorded
from tests.factories.sessions import PASSWORD, SECRET, AuthenticatorFactory, RecoveryCodeFactory
from tests.stand_ins.authenticator_app import shown_code, wrong_code

SIGN_IN, ME = "/api/sessions/sign-in", "/api/accounts/me"
TWO_FACTOR = "/api/sessions/two-factor"


def set_up(browser: TestClient) -> str:
    """The secret that a person types into their app."""
    return browser.post(f"{TWO_FACTOR}/set-up").json()["secret"]


def turn_on(browser: TestClient) -> tuple[str, list[str]]:
    """The secret and the recovery codes of somebody who has just turned it on."""
    secret = set_up(browser)
    answer = browser.post(f"{TWO_FACTOR}/turn-on", json={"code": shown_code(secret)})
    assert answer.status_code == 200
    return secret, answer.json()["codes"]


def half_in(app: FastAPI, user: User) -> TestClient:
    browser = TestClient(app)
    browser.post(SIGN_IN, json={"email": user.email, "password": PASSWORD})
    return browser


def state(browser: TestClient) -> dict[str, Any]:
    return browser.get(TWO_FACTOR).json()


@pytest.fixture
def careful_client(user_client: TestClient, database: Session, user: User) -> TestClient:
    """The browser of somebody who has it on, and one recovery code left."""
    AuthenticatorFactory.create(database, user_id=user.id)
    RecoveryCodeFactory.create(database, user_id=user.id)
    return user_client


def test_from_the_first_right_code_on_every_sign_in_takes_one(
    app: FastAPI, user_client: TestClient, user: User
) -> None:
    assert state(user_client) == {"on_since": None, "recovery_codes_left": 0}

    secret, codes = turn_on(user_client)

    assert state(user_client)["on_since"]
    assert state(user_client)["recovery_codes_left"] == len(set(codes)) == 10
    by_app, by_paper = half_in(app, user), half_in(app, user)
    by_app.post(f"{SIGN_IN}/code", json={"code": shown_code(secret, steps_later=1)})
    by_paper.post(f"{SIGN_IN}/recovery-code", json={"code": codes[3]})
    assert [each.get(ME).status_code for each in (by_app, by_paper)] == [200, 200]
    assert state(user_client)["recovery_codes_left"] == 9


def test_the_picture_says_the_same_as_the_text(user_client: TestClient, user: User) -> None:
    told = user_client.post(f"{TWO_FACTOR}/set-up").json()

    assert [len(group) for group in told["secret"].split(" ")] == [4] * 8
    assert f"secret={told['secret'].replace(' ', '')}&" in told["address"]


def test_nothing_is_on_before_a_code_was_right(
    app: FastAPI, user_client: TestClient, user: User
) -> None:
    secret = set_up(user_client)
    refused = user_client.post(f"{TWO_FACTOR}/turn-on", json={"code": wrong_code(secret)})

    assert_problem(refused, 400, "second_code_wrong", "code")
    assert state(user_client)["on_since"] is None
    assert half_in(app, user).get(ME).status_code == 200


def test_without_a_set_up_no_code_is_right(user_client: TestClient) -> None:
    refused = user_client.post(f"{TWO_FACTOR}/turn-on", json={"code": "123456"})

    assert_problem(refused, 400, "second_code_wrong", "code")


def test_to_set_up_again_replaces_what_was_never_confirmed(user_client: TestClient) -> None:
    first, second = set_up(user_client), set_up(user_client)

    codes = (shown_code(first), shown_code(second))
    answers = [user_client.post(f"{TWO_FACTOR}/turn-on", json={"code": code}) for code in codes]

    assert [each.status_code for each in answers] == [400, 200]


def test_the_code_that_turned_it_on_does_not_sign_in(
    app: FastAPI, user_client: TestClient, user: User
) -> None:
    secret = set_up(user_client)
    code = shown_code(secret)
    user_client.post(f"{TWO_FACTOR}/turn-on", json={"code": code})

    refused = half_in(app, user).post(f"{SIGN_IN}/code", json={"code": code})

    assert_problem(refused, 400, "second_code_wrong", "code")


def test_an_authenticator_that_is_on_is_not_replaced_by_the_way(
    careful_client: TestClient,
) -> None:
    code = {"code": shown_code(SECRET)}

    assert_problem(careful_client.post(f"{TWO_FACTOR}/set-up"), 409, "two_factor_on")
    assert_problem(careful_client.post(f"{TWO_FACTOR}/turn-on", json=code), 409, "two_factor_on")


def test_turned_off_one_proof_is_enough_again(
    app: FastAPI, careful_client: TestClient, database: Session, user: User
) -> None:
    waiting = half_in(app, user)

    assert careful_client.post(f"{TWO_FACTOR}/turn-off").status_code == 204

    assert state(careful_client) == {"on_since": None, "recovery_codes_left": 0}
    assert half_in(app, user).get(ME).status_code == 200
    assert database.exec(select(RecoveryCode)).all() == []
    late = waiting.post(f"{SIGN_IN}/code", json={"code": shown_code(SECRET)})
    assert_problem(late, 401, "sign_in_over")


def test_new_recovery_codes_replace_those_before(
    app: FastAPI, user_client: TestClient, user: User
) -> None:
    _, before = turn_on(user_client)

    after = user_client.post(f"{TWO_FACTOR}/recovery-codes").json()["codes"]

    assert len(set(before) | set(after)) == 20
    browser = half_in(app, user)
    statuses = [
        browser.post(f"{SIGN_IN}/recovery-code", json={"code": code}).status_code
        for code in (before[0], after[0])
    ]
    assert statuses == [400, 200]


def test_what_is_off_is_neither_turned_off_nor_got_around(user_client: TestClient) -> None:
    set_up(user_client)

    assert_problem(user_client.post(f"{TWO_FACTOR}/turn-off"), 409, "two_factor_off")
    renewed = user_client.post(f"{TWO_FACTOR}/recovery-codes")
    assert_problem(renewed, 409, "two_factor_off")


@pytest.mark.parametrize("turned", ["on", "off"])
def test_other_browsers_are_signed_out_and_this_one_gets_another_token(
    app: FastAPI, user_client: TestClient, database: Session, user: User, turned: str
) -> None:
    elsewhere = half_in(app, user)
    before = user_client.cookies[cookie_name(secure=False)]
    if turned == "on":
        turn_on(user_client)
    else:
        AuthenticatorFactory.create(database, user_id=user.id)
        user_client.post(f"{TWO_FACTOR}/turn-off")

    assert_problem(elsewhere.get(ME), 401, "not_signed_in")
    assert user_client.get(ME).status_code == 200
    thief = TestClient(app, cookies={cookie_name(secure=False): before})
    assert_problem(thief.get(ME), 401, "not_signed_in")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/set-up", None),
        ("/turn-on", {"code": "123456"}),
        ("/recovery-codes", None),
        ("/turn-off", None),
    ],
)
def test_each_change_is_for_somebody_who_has_just_shown_that_it_is_them(
    client: TestClient,
    careful_client: TestClient,
    database: Session,
    path: str,
    body: dict[str, str] | None,
) -> None:
    long_ago = utc_now() - timedelta(minutes=10, seconds=1)
    database.exec(update(UserSession).values(confirmed_at=long_ago))
    database.commit()

    address = f"{TWO_FACTOR}{path}"
    assert_problem(careful_client.post(address, json=body), 403, "confirmation_required")
    assert_problem(client.post(address, json=body), 401, "not_signed_in")


def test_a_copy_of_the_database_is_nobodys_second_factor(
    user_client: TestClient, database: Session
) -> None:
    secret, codes = turn_on(user_client)

    kept = database.exec(select(Authenticator)).one().secret
    assert secret.replace(" ", "").encode() not in kept
    hashes = database.exec(select(RecoveryCode.code_hash)).all()
    assert {len(each) for each in hashes} == {32}
    assert not any(code.encode() in each for code in codes for each in hashes)


def test_with_each_use_a_former_key_is_needed_by_one_less(
    careful_client: TestClient, database: Session, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    (former,) = encryption.encryption_keys()
    monkeypatch.setattr(encryption, "encryption_keys", lambda: ("b" * 32, former))
    use_code(database, user.id, shown_code(SECRET))

    monkeypatch.setattr(encryption, "encryption_keys", lambda: ("b" * 32,))
    use_code(database, user.id, shown_code(SECRET, steps_later=1))


def test_the_owner_is_told_and_the_trail_tells_of_it(
    user_client: TestClient, database: Session, user: User
) -> None:
    turn_on(user_client)
    user_client.post(f"{TWO_FACTOR}/recovery-codes")
    user_client.post(f"{TWO_FACTOR}/turn-off")

    jobs = database.exec(select(QueuedJob.name, QueuedJob.arguments)).all()
    mails = {name.rpartition(".")[2] for name, arguments in jobs if arguments == [user.id]}
    assert mails >= {"send_two_factor_on_mail", "send_two_factor_off_mail"}
    told = ("two_factor_turned_on", "recovery_codes_renewed", "two_factor_turned_off")
    assert assert_recorded(database, user, *told).actor_id == user.id
