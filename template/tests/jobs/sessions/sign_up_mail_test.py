import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.core.project import project
from tests.factories.accounts import UserFactory
from tests.mailbox import Mailbox, text_of

pytestmark = pytest.mark.usefixtures("worker_process")

SIGN_UP = "/api/sessions/sign-up"
EMAIL = "ada@mail.example"


def test_the_mail_holds_a_code_and_a_link_that_work(
    app: FastAPI, committed_database: Session, mailbox: Mailbox
) -> None:
    browser = TestClient(app)
    secret = browser.post(SIGN_UP, json={"email": EMAIL}).json()["secret"]

    message = mailbox.wait_for(EMAIL)

    text = text_of(message)
    code, token = re.search(r"\b[0-9]{6}\b", text), re.search(r"/sign-up/finish#token=(\S+)", text)
    assert code
    assert token
    assert message["Subject"] == f"{code[0]} is your code for {project().name}"
    proof = {"secret": secret, "code": code[0]}
    assert browser.post(f"{SIGN_UP}/code", json=proof).status_code == 204


def test_who_has_an_account_is_told_so_and_gets_no_code(
    app: FastAPI, committed_database: Session, mailbox: Mailbox
) -> None:
    UserFactory.create(committed_database, email=EMAIL)

    TestClient(app).post(SIGN_UP, json={"email": EMAIL})

    message = mailbox.wait_for(EMAIL)
    assert message["Subject"] == f"You have an account at {project().name}"
    text = text_of(message)
    assert "/sign-in" in text
    assert not re.search(r"[0-9]{6}|token", text)
