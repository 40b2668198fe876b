import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from tests.factories.accounts import UserFactory
from tests.factories.sessions import PasswordFactory
from tests.mailbox import Mailbox, text_of
from tests.stand_ins.authenticator import Authenticator
from tests.stand_ins.passkeys import PASSKEYS, add, sign_in
from tests.utils import sign_in as be

pytestmark = pytest.mark.usefixtures("worker_process")


def test_the_owner_is_told_what_becomes_of_a_passkey(
    app: FastAPI, committed_database: Session, mailbox: Mailbox
) -> None:
    user = UserFactory.create(committed_database)
    PasswordFactory.create(committed_database, user_id=user.id)
    browser = be(TestClient(app), committed_database, user)
    authenticator = Authenticator()
    path = f"{PASSKEYS}/{add(browser, authenticator)['id']}"
    mailbox.wait_for(user.email, subject="A passkey was added to your account")

    browser.patch(path, json={"name": "<b>Blue</b>"})
    authenticator.sign_count = 9
    sign_in(TestClient(app), authenticator)
    authenticator.sign_count = 1
    sign_in(TestClient(app), authenticator)
    told = mailbox.wait_for(user.email, subject="A passkey of yours was refused")
    assert "<b>Blue</b>" in text_of(told)
    assert "<b>" not in text_of(told, "html")

    browser.delete(path)
    mailbox.wait_for(user.email, subject="A passkey was removed from your account")
