"""Two requests at the same moment, of which one may succeed."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session, select

from app.accounts.models import User
from app.sessions.challenges import service as challenges
from app.sessions.models import EmailChallenge, Password, Purpose
from app.sessions.passkeys import service as passkeys
from app.sessions.passkeys.models import Passkey
from app.sessions.passwords.hashing import check_password
from tests.assertions import assert_problem
from tests.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PASSWORD, PasswordFactory
from tests.stand_ins.authenticator import Authenticator
from tests.stand_ins.passkeys import begin, send
from tests.utils import sign_in

SIGN_UP, RESET = "/api/sessions/sign-up", "/api/sessions/reset-password/new"
ADA = "ada@mail.example"


@pytest.fixture
def visitor(app: FastAPI, committed_database: Session) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)


def hold_challenges(database: Session) -> None:
    database.exec(select(EmailChallenge).with_for_update()).all()


def proved_address(database: Session) -> str:
    """The secret of a browser that has proved an address."""
    challenge, secret = challenges.begin(database, Purpose.SIGN_UP, ADA)
    challenges.settle(database, challenge)
    database.commit()
    return secret


def finish(visitor: TestClient, secret: str, name: str) -> Response:
    account = {"secret": secret, "name": name, "password": PASSWORD}
    return visitor.post(f"{SIGN_UP}/finish", json=account)


def test_of_two_sign_ups_of_one_address_one_makes_the_account(
    visitor: TestClient, committed_database: Session
) -> None:
    one, another = (proved_address(committed_database) for _ in range(2))
    committed_database.add(User(email=ADA, name="Not stored"))
    committed_database.flush()

    made, refused = at_once(
        committed_database,
        lambda: finish(visitor, one, "One"),
        lambda: finish(visitor, another, "Another"),
    )

    assert made.status_code == 201
    assert_problem(refused, 409, "email_taken", "email")
    assert "Set-Cookie" not in refused.headers
    (user,) = committed_database.exec(select(User)).all()
    assert made.json()["name"] == user.name
    assert len(committed_database.exec(select(Password)).all()) == 1


def test_one_proof_of_an_address_makes_one_account(
    visitor: TestClient, committed_database: Session
) -> None:
    secret = proved_address(committed_database)
    hold_challenges(committed_database)

    made, refused = at_once(
        committed_database,
        lambda: finish(visitor, secret, "One"),
        lambda: finish(visitor, secret, "Another"),
    )

    assert made.status_code == 201
    assert_problem(refused, 400, "link_wrong")


@pytest.mark.parametrize("by", ["code", "link"])
def test_what_a_mail_holds_proves_an_address_once(
    visitor: TestClient, committed_database: Session, by: str
) -> None:
    challenge, secret = challenges.begin(committed_database, Purpose.SIGN_UP, ADA)
    prepared = challenges.prepare(committed_database, challenge.id)
    committed_database.commit()
    assert prepared is not None
    _, code, token = prepared
    proof = {"secret": secret, "code": code} if by == "code" else {"token": token}
    hold_challenges(committed_database)

    taken, refused = at_once(
        committed_database, *[lambda: visitor.post(f"{SIGN_UP}/{by}", json=proof)] * 2
    )

    assert taken.is_success
    assert refused.status_code == 400
    assert refused.json()["code"] == f"{by}_wrong"


def test_a_reset_link_chooses_one_password(
    visitor: TestClient, committed_database: Session
) -> None:
    user = UserFactory.create(committed_database)
    PasswordFactory.create(committed_database, user_id=user.id)
    challenge, _ = challenges.begin(committed_database, Purpose.RESET_PASSWORD, user.email)
    prepared = challenges.prepare(committed_database, challenge.id)
    committed_database.commit()
    assert prepared is not None
    token, passwords = prepared[2], ["eleven loud harbours", "twelve slow mountains"]
    hold_challenges(committed_database)

    taken, refused = at_once(
        committed_database,
        lambda: visitor.post(RESET, json={"token": token, "password": passwords[0]}),
        lambda: visitor.post(RESET, json={"token": token, "password": passwords[1]}),
    )

    assert taken.status_code == 204
    assert_problem(refused, 400, "link_wrong")
    committed_database.expire_all()
    stored = committed_database.exec(select(Password)).one().hash
    assert sum(check_password(each, stored)[0] for each in passwords) == 1


def test_of_two_passkeys_that_are_added_as_the_last_one_there_is_one(
    visitor: TestClient, committed_database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passkeys, "MOST_PASSKEYS", 1)
    user = UserFactory.create(committed_database)
    sign_in(visitor, committed_database, user)
    one, another = (Authenticator().make(begin(visitor, "new")) for _ in range(2))
    committed_database.exec(select(User).with_for_update()).all()

    added, refused = at_once(
        committed_database,
        lambda: send(visitor, "", one),
        lambda: send(visitor, "", another),
    )

    assert added.status_code == 201
    assert_problem(refused, 409, "too_many_passkeys")
    assert len(committed_database.exec(select(Passkey)).all()) == 1
