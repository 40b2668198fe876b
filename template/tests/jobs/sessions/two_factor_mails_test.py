import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.core.jobs import enqueue
from app.sessions.two_factor.jobs import send_two_factor_reset_mail
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PASSWORD, PasswordFactory
from tests.mailbox import Mailbox, text_of
from tests.stand_ins.authenticator_app import shown_code
from tests.utils import sign_in

pytestmark = pytest.mark.usefixtures("worker_process")


def test_the_owner_is_told_when_it_is_turned_on_gone_around_and_turned_off(
    app: FastAPI, committed_database: Session, mailbox: Mailbox
) -> None:
    user = UserFactory.create(committed_database, name="<b>Ada</b>")
    PasswordFactory.create(committed_database, user_id=user.id)
    browser, elsewhere = sign_in(TestClient(app), committed_database, user), TestClient(app)
    secret = browser.post("/api/sessions/two-factor/set-up").json()["secret"]
    code = {"code": shown_code(secret)}
    codes = browser.post("/api/sessions/two-factor/turn-on", json=code).json()["codes"]
    elsewhere.post("/api/sessions/sign-in", json={"email": user.email, "password": PASSWORD})
    elsewhere.post("/api/sessions/sign-in/recovery-code", json={"code": codes[0]})
    elsewhere.post("/api/sessions/two-factor/turn-off")
    enqueue(committed_database, send_two_factor_reset_mail, user.id)
    committed_database.commit()

    mailbox.wait_for(user.email, subject="Two-factor sign-in is on")
    mailbox.wait_for(user.email, subject="Two-factor sign-in is off")
    mailbox.wait_for(user.email, subject="Two-factor sign-in was turned off for you")
    used = mailbox.wait_for(user.email, subject="A recovery code was used")

    assert "<b>" not in text_of(used, "html")
    assert not any(code in text_of(used) for code in codes)
