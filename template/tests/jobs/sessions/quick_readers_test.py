"""People, and programs that look at links before people do, may be quicker than the end of the job that sends a mail."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session

from app.core.database import unit_of_work
from app.sessions.challenges.service import begin
from app.sessions.change_email import jobs as change_email
from app.sessions.change_email.models import EmailChange
from app.sessions.models import Purpose
from app.sessions.passwords import jobs as passwords
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PasswordFactory

RESET, UNDO = "/api/sessions/reset-password/new", "/api/sessions/change-email/undo"


def test_a_reset_link_works_from_the_moment_that_its_mail_is_there(
    app: FastAPI, committed_database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = UserFactory.create(committed_database)
    PasswordFactory.create(committed_database, user_id=user.id)
    challenge, _ = begin(committed_database, Purpose.RESET_PASSWORD, user.email)
    committed_database.commit()
    answers: list[Response] = []

    def arrive(*_: Any, link: str, **__: Any) -> None:
        body = {"token": link.rpartition("=")[2], "password": "eleven loud harbours"}
        answers.append(TestClient(app).post(RESET, json=body))

    monkeypatch.setattr(passwords, "send", arrive)
    with unit_of_work() as session:
        passwords.send_reset_mail(session, challenge.id)

    assert [each.status_code for each in answers] == [204]


def test_a_link_that_takes_an_address_back_does_so_too(
    app: FastAPI, committed_database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = UserFactory.create(committed_database)
    change = EmailChange(
        user_id=user.id,
        old_email="before@mail.example",
        new_email=user.email,
    )
    committed_database.add(change)
    committed_database.commit()
    answers: list[Response] = []

    def arrive(*_: Any, link: str, **__: Any) -> None:
        answers.append(TestClient(app).post(UNDO, json={"token": link.rpartition("=")[2]}))

    monkeypatch.setattr(change_email, "send", arrive)
    with unit_of_work() as session:
        change_email.send_email_changed_mail(session, change.id)

    assert [each.status_code for each in answers] == [200]
