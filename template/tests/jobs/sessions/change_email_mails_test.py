import re
from email.message import EmailMessage

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.core.project import project
from app.sessions.change_email.models import EmailChange
from tests.factories.accounts import UserFactory
from tests.mailbox import Mailbox, text_of
from tests.utils import sign_in

pytestmark = pytest.mark.usefixtures("worker_process")

CHANGE, ME = "/api/sessions/change-email", "/api/accounts/me"
NEW = "grace@mail.example"


def test_the_new_address_gets_a_code_that_works_and_the_old_one_a_way_back(
    app: FastAPI, committed_database: Session, mailbox: Mailbox
) -> None:
    user = UserFactory.create(committed_database, name="<b>Ada</b>")
    before = user.email
    browser = sign_in(TestClient(app), committed_database, user)
    secret = browser.post(CHANGE, json={"email": NEW}).json()["secret"]

    asking = mailbox.wait_for(NEW)
    code = re.search(r"\b[0-9]{6}\b", asking["Subject"])
    assert code
    assert token_in(asking, "/change-email#")
    proof = {"secret": secret, "code": code[0]}
    assert browser.post(f"{CHANGE}/code", json=proof).status_code == 200

    telling = mailbox.wait_for(before)
    assert telling["Subject"] == f"Your address at {project().name} was changed"
    assert NEW in text_of(telling)
    for message in (asking, telling):
        assert "<b>" not in text_of(message, "html")
    token = token_in(telling, "/change-email/undo#")
    # The job that wrote the mail holds the row until what it stored is there.
    committed_database.exec(select(EmailChange).with_for_update()).one()
    committed_database.rollback()
    assert browser.post(f"{CHANGE}/undo", json={"token": token}).status_code == 200
    committed_database.refresh(user)
    assert user.email == before


def test_an_address_with_an_account_is_told_so_and_gets_no_code(
    app: FastAPI, committed_database: Session, mailbox: Mailbox
) -> None:
    UserFactory.create(committed_database, email=NEW)
    user = UserFactory.create(committed_database)
    browser = sign_in(TestClient(app), committed_database, user)

    browser.post(CHANGE, json={"email": NEW})

    message = mailbox.wait_for(NEW)
    assert message["Subject"] == f"You have an account at {project().name}"
    assert not re.search(r"[0-9]{6}|token", text_of(message))


def token_in(message: EmailMessage, page: str) -> str:
    found = re.search(rf"{re.escape(page)}token=(\S+)", text_of(message))
    assert found
    return found[1]
