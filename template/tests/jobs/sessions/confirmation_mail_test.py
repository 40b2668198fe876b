import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from tests.factories.accounts import UserFactory
from tests.mailbox import Mailbox, text_of
from tests.utils import sign_in

pytestmark = pytest.mark.usefixtures("worker_process")

CONFIRM = "/api/sessions/confirm"


def test_the_code_in_the_mail_confirms(
    app: FastAPI, committed_database: Session, mailbox: Mailbox
) -> None:
    user = UserFactory.create(committed_database, name="<b>Ada</b>")
    browser = sign_in(TestClient(app), committed_database, user)
    secret = browser.post(f"{CONFIRM}/mail").json()["secret"]

    message = mailbox.wait_for(user.email)

    code = re.match(r"[0-9]{6}", message["Subject"])
    assert code
    assert "<b>" not in text_of(message, "html")
    proof = {"secret": secret, "code": code[0]}
    assert browser.post(f"{CONFIRM}/code", json=proof).status_code == 204
