from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select, update

from app.accounts.models import User
from app.core.audit.models import AuditEvent
from app.core.models import utc_now
from app.sessions import attempts
from app.sessions.cookies import cookie_name
from app.sessions.models import EmailChallenge, Purpose, UserSession
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PASSWORD
from tests.routes.sessions.mails import mail_to
from tests.utils import sign_in

CHANGE, ME = "/api/sessions/change-email", "/api/accounts/me"
NEW = "grace@mail.example"


def ask(client: TestClient, email: str = NEW) -> str:
    """Ask for another address. The secret that the browser gets."""
    answer = client.post(CHANGE, json={"email": email})
    assert answer.status_code == 202
    return answer.json()["secret"]


def by_code(client: TestClient, secret: str, code: str) -> Any:
    return client.post(f"{CHANGE}/code", json={"secret": secret, "code": code})


def by_link(client: TestClient, token: str) -> Any:
    return client.post(f"{CHANGE}/link", json={"token": token})


def move(client: TestClient, database: Session, email: str = NEW) -> None:
    """Let somebody have another address."""
    secret = ask(client, email)
    assert by_code(client, secret, mail_to(database, email)[0]).status_code == 200


def email_of(client: TestClient) -> str:
    return client.get(ME).json()["email"]


def test_the_address_changes_when_the_code_in_the_mail_to_it_is_typed_in(
    user_client: TestClient, client: TestClient, database: Session, user: User
) -> None:
    before = user.email
    secret = ask(user_client, NEW.upper())
    assert email_of(user_client) == before

    answer = by_code(user_client, secret, mail_to(database, NEW)[0])

    assert answer.json()["email"] == NEW
    assert email_of(user_client) == NEW
    credentials = [{"email": each, "password": PASSWORD} for each in (before, NEW)]
    statuses = [client.post("/api/sessions/sign-in", json=each).status_code for each in credentials]
    assert statuses == [401, 200]


def test_the_link_in_the_mail_does_it_in_any_browser_of_the_same_person(
    app: FastAPI, user_client: TestClient, database: Session, user: User
) -> None:
    ask(user_client)
    telephone = sign_in(TestClient(app), database, user)

    assert by_link(telephone, mail_to(database, NEW)[1]).json()["email"] == NEW

    assert email_of(user_client) == NEW


def test_a_link_that_somebody_was_talked_into_opening_moves_no_account(
    user_client: TestClient, other_client: TestClient, client: TestClient, database: Session
) -> None:
    secret = ask(user_client)
    code, token = mail_to(database, NEW)

    assert_problem(by_link(client, token), 401, "not_signed_in")
    assert_problem(by_link(other_client, token), 400, "link_wrong")
    assert_problem(by_code(other_client, secret, code), 400, "code_wrong", "code")
    again = other_client.post(f"{CHANGE}/resend", json={"secret": secret})
    assert_problem(again, 400, "code_wrong", "code")

    assert by_code(user_client, secret, code).status_code == 200


def test_after_ten_minutes_each_step_asks_again_who_it_is(
    user_client: TestClient, database: Session
) -> None:
    secret = ask(user_client)
    code, token = mail_to(database, NEW)
    long_ago = utc_now() - timedelta(minutes=10, seconds=1)
    database.exec(update(UserSession).values(confirmed_at=long_ago))
    database.commit()

    answers = [
        user_client.post(CHANGE, json={"email": NEW}),
        user_client.post(f"{CHANGE}/resend", json={"secret": secret}),
        by_code(user_client, secret, code),
        by_link(user_client, token),
    ]

    for answer in answers:
        assert_problem(answer, 403, "confirmation_required")


def test_nothing_tells_whether_an_address_has_an_account(
    user_client: TestClient, database: Session
) -> None:
    UserFactory.create(database, email="known@mail.example")

    answers = [
        user_client.post(CHANGE, json={"email": email}) for email in ("known@mail.example", NEW)
    ]

    assert [(each.status_code, set(each.json())) for each in answers] == [(202, {"secret"})] * 2
    wrong = [by_code(user_client, each.json()["secret"], "123456") for each in answers]
    assert len({(each.status_code, each.json()["message"]) for each in wrong}) == 1


def test_code_and_link_work_once_and_one_of_them(
    user_client: TestClient, database: Session
) -> None:
    secret = ask(user_client)
    code, token = mail_to(database, NEW)
    assert by_code(user_client, secret, code).status_code == 200
    move(user_client, database, "next@mail.example")

    assert_problem(by_code(user_client, secret, code), 400, "code_wrong", "code")
    assert_problem(by_link(user_client, token), 400, "link_wrong")
    assert email_of(user_client) == "next@mail.example"


def test_another_address_that_was_asked_for_is_forgotten_with_the_change(
    user_client: TestClient, database: Session
) -> None:
    ask(user_client, "mistyped@mail.example")
    _, token = mail_to(database, "mistyped@mail.example")

    move(user_client, database)

    assert_problem(by_link(user_client, token), 400, "link_wrong")


def test_a_link_for_a_new_password_in_the_old_inbox_is_worth_nothing_afterwards(
    user_client: TestClient, client: TestClient, database: Session, user: User
) -> None:
    client.post("/api/sessions/reset-password", json={"email": user.email})
    _, token = mail_to(database, user.email)

    move(user_client, database)

    new = {"token": token, "password": "eleven loud harbours"}
    answer = client.post("/api/sessions/reset-password/new", json=new)
    assert_problem(answer, 400, "link_wrong")


def test_of_two_people_who_want_one_address_the_first_gets_it(
    user_client: TestClient, other_client: TestClient, database: Session
) -> None:
    asked = []
    for browser in (user_client, other_client):
        secret = ask(browser)
        asked.append((browser, secret, mail_to(database, NEW)[0]))

    first, second = (by_code(*each) for each in asked)

    assert first.status_code == 200
    assert_problem(second, 409, "email_taken", "email")
    assert email_of(other_client) != NEW


def test_the_session_gets_another_token_and_others_go_on(
    app: FastAPI, user_client: TestClient, database: Session, user: User
) -> None:
    name = cookie_name(secure=False)
    elsewhere = sign_in(TestClient(app), database, user)
    stolen = user_client.cookies[name]

    move(user_client, database)

    assert_problem(TestClient(app, cookies={name: stolen}).get(ME), 401, "not_signed_in")
    assert email_of(user_client) == email_of(elsewhere) == NEW


@pytest.mark.parametrize("email", ["ada", "ada@mail.example\nBcc: all@evil.example", None])
def test_an_impossible_address_is_told_so(user_client: TestClient, email: str | None) -> None:
    assert_problem(
        user_client.post(CHANGE, json={"email": email}), 422, "validation_failed", "email"
    )


def test_their_own_address_is_told_so(user_client: TestClient, user: User) -> None:
    answer = user_client.post(CHANGE, json={"email": user.email.upper()})

    problem = assert_problem(answer, 422, "validation_failed", "email")
    assert problem["details"][0]["message"] == "This is your address already."


def test_nobody_fills_inboxes_with_an_account(
    user_client: TestClient, other_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = ask(user_client)
    for _ in range(4):
        assert user_client.post(f"{CHANGE}/resend", json={"secret": secret}).status_code == 202
    again = user_client.post(f"{CHANGE}/resend", json={"secret": secret})
    assert_problem(again, 429, "too_many_attempts")
    assert_problem(other_client.post(CHANGE, json={"email": NEW}), 429, "too_many_attempts")
    monkeypatch.setattr(attempts, "ADDRESS_CHANGES", "2 per 1 hour")
    for number in range(2):
        ask(user_client, f"stranger-{number}@mail.example")

    third = user_client.post(CHANGE, json={"email": "stranger-2@mail.example"})

    assert_problem(third, 429, "too_many_attempts")


def test_a_code_is_guessed_a_few_times_only(
    user_client: TestClient, database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "CODES", "1 per 15 minutes")
    secret = ask(user_client)
    code, _ = mail_to(database, NEW)
    by_code(user_client, secret, f"{(int(code) + 1) % 1_000_000:06}")

    assert_problem(by_code(user_client, secret, code), 429, "too_many_attempts")


def test_a_proof_for_something_else_moves_no_account(
    user_client: TestClient, client: TestClient, database: Session
) -> None:
    secret = client.post("/api/sessions/sign-up", json={"email": NEW}).json()["secret"]
    code, token = mail_to(database, NEW)

    assert_problem(by_code(user_client, secret, code), 400, "code_wrong", "code")
    assert_problem(by_link(user_client, token), 400, "link_wrong")
    assert database.exec(select(EmailChallenge.purpose)).one() == Purpose.SIGN_UP


def test_asking_and_changing_are_in_the_audit_trail(
    user_client: TestClient, database: Session, user: User
) -> None:
    move(user_client, database)

    events = database.exec(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(each.name, each.user_id, each.actor_id) for each in events] == [
        (name, user.id, user.id) for name in ("email_change_asked", "email_changed")
    ]
    assert NEW not in str([each.details for each in events])
