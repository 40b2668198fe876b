import time

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.accounts.jobs import send_welcome_mail
from app.accounts.models import UserId
from app.core.database import unit_of_work
from app.core.jobs import enqueue
from app.core.project import project
from tests.factories.accounts import UserFactory
from tests.joining import JOIN, app_to_join
from tests.mailbox import Mailbox

pytestmark = pytest.mark.usefixtures("worker_process")


def test_a_newcomer_is_welcomed_by_mail(committed_database: Session, mailbox: Mailbox) -> None:
    newcomer = {"email": "ada@mail.example", "name": "Ada Byron"}

    assert TestClient(app_to_join()).post(JOIN, json=newcomer).status_code == 201

    message = mailbox.wait_for("ada@mail.example")
    assert message["Subject"] == f"Welcome to {project().name}, Ada Byron"
    assert {part.get_content_type() for part in message.iter_parts()} == {"text/plain", "text/html"}


def test_who_left_in_the_meantime_gets_no_mail(
    committed_database: Session, mailbox: Mailbox
) -> None:
    staying = UserFactory.create(committed_database)
    with unit_of_work() as session:
        enqueue(session, send_welcome_mail, UserId.new())
        enqueue(session, send_welcome_mail, staying.id)

    mailbox.wait_for(staying.email)
    assert len(mailbox.received) == 1


def test_a_mail_server_that_is_away_is_tried_again(
    committed_database: Session, mailbox: Mailbox
) -> None:
    user = UserFactory.create(committed_database)
    mailbox.refuse_next = 1
    with unit_of_work() as session:
        enqueue(session, send_welcome_mail, user.id)
    began = time.monotonic()

    mailbox.wait_for(user.email)

    assert mailbox.refused == 1
    assert time.monotonic() - began < 15
