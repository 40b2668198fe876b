from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select, update

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions import attempts
from app.sessions.models import EmailChallenge, Password
from tests.assertions import assert_problem, assert_recorded
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PASSWORD
from tests.routes.sessions.mails import mail_to

SIGN_UP = "/api/sessions/sign-up"
ME = "/api/accounts/me"
EMAIL = "ada@mail.example"


def begin(client: TestClient, email: str = EMAIL) -> str:
    """Ask for an account. The secret that the browser gets."""
    answer = client.post(SIGN_UP, json={"email": email})
    assert answer.status_code == 202
    return answer.json()["secret"]


def prove(client: TestClient, secret: str, code: str) -> Any:
    return client.post(f"{SIGN_UP}/code", json={"secret": secret, "code": code})


def finish(client: TestClient, secret: str, **changes: Any) -> Any:
    account = {"secret": secret, "name": "Ada Byron", "password": PASSWORD}
    return client.post(f"{SIGN_UP}/finish", json=account | changes)


@pytest.fixture
def proved(client: TestClient, database: Session) -> str:
    """The secret of a browser whose address is proved."""
    secret = begin(client)
    code, _ = mail_to(database, EMAIL)
    assert prove(client, secret, code).status_code == 204
    return secret


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_code_in_the_mail_leads_to_an_account(client: TestClient, database: Session) -> None:
    secret = begin(client, "Ada@Mail.Example")
    code, _ = mail_to(database, EMAIL)

    assert prove(client, secret, f" {code} ").status_code == 204
    answer = finish(client, secret, name="  Ada Byron ")

    assert answer.status_code == 201
    assert answer.json()["email"] == EMAIL
    assert answer.json()["name"] == "Ada Byron"
    assert "password" not in answer.text
    assert client.get(ME).json() == answer.json()
    assert_recorded(database, database.exec(select(User)).one(), "signed_up", "signed_in")


def test_the_link_in_the_mail_leads_to_an_account_in_any_browser(
    app: FastAPI, client: TestClient, database: Session
) -> None:
    begin(client)
    _, token = mail_to(database, EMAIL)
    telephone = TestClient(app)

    secret = telephone.post(f"{SIGN_UP}/link", json={"token": token}).json()["secret"]

    assert finish(telephone, secret).status_code == 201
    assert telephone.get(ME).json()["email"] == EMAIL
    assert client.get(ME).status_code == 401


def test_the_password_is_stored_as_a_hash_only(
    client: TestClient, database: Session, proved: str
) -> None:
    finish(client, proved)

    stored = database.exec(select(Password)).one()
    assert stored.hash.startswith("$argon2id$")
    assert PASSWORD not in stored.hash


def test_without_the_mail_there_is_no_account(client: TestClient, database: Session) -> None:
    secret = begin(client)
    code, _ = mail_to(database, EMAIL)

    assert_problem(finish(client, secret), 400, "link_wrong")
    assert_problem(prove(client, secret, other_than(code)), 400, "code_wrong", "code")
    assert_problem(finish(client, secret), 400, "link_wrong")
    assert database.exec(select(User)).all() == []


def test_code_and_link_work_once(client: TestClient, database: Session) -> None:
    secret = begin(client)
    code, token = mail_to(database, EMAIL)

    assert prove(client, secret, code).status_code == 204

    assert_problem(prove(client, secret, code), 400, "code_wrong", "code")
    assert_problem(client.post(f"{SIGN_UP}/link", json={"token": token}), 400, "link_wrong")


def test_an_account_is_made_once(client: TestClient, proved: str) -> None:
    assert finish(client, proved).status_code == 201

    assert_problem(finish(client, proved, name="Somebody else"), 400, "link_wrong")


def test_a_code_is_worth_nothing_in_another_browser(client: TestClient, database: Session) -> None:
    begin(client)
    code, _ = mail_to(database, EMAIL)
    another = begin(client)

    assert_problem(prove(client, another, code), 400, "code_wrong", "code")
    assert_problem(prove(client, "made up", code), 400, "code_wrong", "code")


def test_another_mail_replaces_the_one_before(client: TestClient, database: Session) -> None:
    secret = begin(client)
    code, token = mail_to(database, EMAIL)

    again = client.post(f"{SIGN_UP}/resend", json={"secret": secret})

    assert again.status_code == 202
    newer, _ = mail_to(database, EMAIL)
    assert_problem(client.post(f"{SIGN_UP}/link", json={"token": token}), 400, "link_wrong")
    if newer != code:
        assert_problem(prove(client, secret, code), 400, "code_wrong", "code")
    assert prove(client, secret, newer).status_code == 204


@pytest.mark.parametrize("step", ["prove", "link", "finish", "resend"])
def test_a_quarter_of_an_hour_is_the_time_for_each_step(
    client: TestClient, database: Session, step: str
) -> None:
    secret = begin(client)
    code, token = mail_to(database, EMAIL)
    if step == "finish":
        prove(client, secret, code)
    challenge = database.exec(select(EmailChallenge)).one()
    assert timedelta(minutes=14) < challenge.expires_at - utc_now() <= timedelta(minutes=15)
    database.exec(update(EmailChallenge).values(expires_at=utc_now()))
    database.commit()

    answer = {
        "prove": lambda: prove(client, secret, code),
        "link": lambda: client.post(f"{SIGN_UP}/link", json={"token": token}),
        "finish": lambda: finish(client, secret),
        "resend": lambda: client.post(f"{SIGN_UP}/resend", json={"secret": secret}),
    }[step]()

    assert answer.status_code == 400


def test_nothing_tells_whether_an_address_has_an_account(
    client: TestClient, database: Session
) -> None:
    UserFactory.create(database, email="known@mail.example")

    answers = [
        client.post(SIGN_UP, json={"email": email}) for email in ("known@mail.example", EMAIL)
    ]

    assert [(each.status_code, set(each.json())) for each in answers] == [(202, {"secret"})] * 2
    assert len({len(each.content) for each in answers}) == 1
    wrong = [prove(client, each.json()["secret"], "123456") for each in answers]
    assert len({(each.status_code, each.json()["message"]) for each in wrong}) == 1


def test_of_two_sign_ups_of_one_address_one_makes_the_account(
    client: TestClient, database: Session, proved: str
) -> None:
    another = begin(client)
    code, _ = mail_to(database, EMAIL)
    prove(client, another, code)
    assert finish(client, proved).status_code == 201

    problem = assert_problem(finish(client, another), 409, "email_taken", "email")

    assert problem["details"][0]["message"] == "There is already an account with this address."
    assert len(database.exec(select(User)).all()) == 1


def test_a_code_is_guessed_a_few_times_only(
    client: TestClient, database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "CODES", "2 per 15 minutes")
    secret = begin(client)
    code, _ = mail_to(database, EMAIL)

    guesses = [prove(client, secret, other_than(code)).status_code for _ in range(2)]

    assert guesses == [400, 400]
    assert_problem(prove(client, secret, code), 429, "too_many_attempts")


def test_nobodys_inbox_is_filled(client: TestClient, database: Session) -> None:
    secret = begin(client)
    for _ in range(4):
        assert client.post(f"{SIGN_UP}/resend", json={"secret": secret}).status_code == 202

    again = client.post(f"{SIGN_UP}/resend", json={"secret": secret})
    anew = client.post(SIGN_UP, json={"email": EMAIL.upper()})

    assert_problem(again, 429, "too_many_attempts")
    assert_problem(anew, 429, "too_many_attempts")
    assert client.post(SIGN_UP, json={"email": "other@mail.example"}).status_code == 202


@pytest.mark.parametrize(
    "email",
    [
        "ada",
        "ada@mail.example\nBcc: all@evil.example",
        "ada@" + "mail." * 60 + "example",
        None,
    ],
)
def test_an_impossible_address_is_told_so(client: TestClient, email: str | None) -> None:
    answer = client.post(SIGN_UP, json={"email": email})

    problem = assert_problem(answer, 422, "validation_failed", "email")
    assert problem["details"][0]["message"].endswith(".")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "eleven char"),
        ("password", "x" * 129),
        ("name", ""),
        ("name", "   "),
        ("name", "x" * 101),
        ("name", "Ada\r\nBcc: all@evil.example"),
        ("name", "Ada\x00"),
    ],
)
def test_what_is_wrong_is_told_by_field(
    client: TestClient, proved: str, field: str, value: str
) -> None:
    assert_problem(finish(client, proved, **{field: value}), 422, "validation_failed", field)

    assert finish(client, proved).status_code == 201


def test_the_answer_never_repeats_a_password(client: TestClient, proved: str) -> None:
    assert "hunter2" not in finish(client, proved, password="hunter2").text
