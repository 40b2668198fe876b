import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.core.project import project
from tests.factories.accounts import UserFactory
from tests.mailbox import Mailbox, text_of

pytestmark = pytest.mark.usefixtures("worker_process")

RESET = "/api/sessions/reset-password"


def test_the_link_in_the_mail_works_and_the_owner_is_told(
    app: FastAPI, committed_database: Session, mailbox: Mailbox
) -> None:
    user = UserFactory.create(committed_database, name="<b>Ada</b>")
    browser = TestClient(app)
    browser.post(RESET, json={"email": "nobody@mail.example"})
    browser.post(RESET, json={"email": user.email})

    message = mailbox.wait_for(user.email, subject=f"A new password for {project().name}")

    token = re.search(r"/reset-password/new#token=(\S+)", text_of(message))
    assert token
    assert "<b>" not in text_of(message, "html")
    answer = browser.post(
        f"{RESET}/new", json={"token": token[1], "password": "eleven loud harbours"}
    )
    assert answer.status_code == 204
    mailbox.wait_for(user.email, subject="Your password was changed")
    assert mailbox.to("nobody@mail.example") == []
