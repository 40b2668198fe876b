"""What becomes of mails at a mail server that refuses, and of addresses that take none."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner

from app.__main__ import cli
from app.accounts.jobs import welcome
from app.core.context import RunningJob, current_job
from app.core.database import unit_of_work
from app.core.jobs.models import QueuedJobId
from app.core.mail import MailRefused, MailUnavailable, send
from app.core.mail.jobs import KEPT_FOR, delete_old_deliveries
from app.core.mail.models import DeliveryState, MailDelivery
from app.core.models import utc_now
from app.core.settings import settings
from tests.mailbox import Mailbox, MailServer

ADA = ("Ada Example", "Ada@mail.example")


@pytest.fixture(autouse=True)
def mail_settings(
    database: Session, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "smtp_url", mail_server.url)


@pytest.fixture
def in_a_job() -> Iterator[None]:
    token = current_job.set(RunningJob("app.accounts.jobs.send_welcome_mail", QueuedJobId.new()))
    yield
    current_job.reset(token)


def welcome_ada() -> DeliveryState:
    return send(welcome, to=ADA, name="Ada Example")


def recorded(database: Session) -> list[MailDelivery]:
    database.expire_all()
    return list(database.exec(select(MailDelivery)))


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["mail", *arguments])
    return result.output or str(result.exception)


def test_a_mail_arrives_and_is_recorded(database: Session, mailbox: Mailbox) -> None:
    assert welcome_ada() is DeliveryState.SENT

    message = mailbox.wait_for("Ada@mail.example")
    (delivery,) = recorded(database)
    assert (
        message["Message-ID"] == f"<{delivery.id}@{settings().mail_from.rpartition('@')[2][:-1]}>"
    )
    assert (delivery.mail, delivery.state) == ("accounts/welcome", "sent")


@pytest.mark.parametrize("answer", ["451 Come back later", "421 Too busy"])
@pytest.mark.usefixtures("in_a_job")
def test_a_server_that_asks_to_come_back_is_asked_again(
    database: Session, mailbox: Mailbox, answer: str
) -> None:
    mailbox.refuse_next, mailbox.refusal = 1, answer

    with pytest.raises(MailUnavailable, match=answer):
        welcome_ada()
    (delivery,) = recorded(database)
    assert (delivery.state, delivery.reason) == ("failed", answer)

    assert welcome_ada() is DeliveryState.SENT
    (delivery,) = recorded(database)
    assert (delivery.state, delivery.reason, delivery.attempts) == ("sent", "", 2)


def test_a_server_that_is_away_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "smtp_url", "smtp://127.0.0.1:9")

    with pytest.raises(MailUnavailable, match="ConnectionRefusedError"):
        welcome_ada()


def test_a_server_that_cannot_encrypt_gets_nothing_if_it_should(
    mailbox: Mailbox, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted = mail_server.url.replace("smtp://", "smtp+starttls://ada:secret-word@")
    monkeypatch.setattr(settings(), "smtp_url", encrypted)

    with pytest.raises(MailRefused, match="STARTTLS"):
        welcome_ada()

    assert mailbox.received == []


def test_a_mail_that_is_refused_for_good_is_a_failure_that_stays_visible(
    database: Session, mailbox: Mailbox
) -> None:
    mailbox.refuse_next, mailbox.refusal = 1, "554 This looks like spam"

    with pytest.raises(MailRefused, match="554 This looks like spam"):
        welcome_ada()

    (delivery,) = recorded(database)
    assert delivery.state == "failed"
    assert "Ada@mail.example  accounts/welcome  554 This looks like spam" in run("list")


def test_nothing_more_is_sent_to_an_address_that_bounced_until_it_is_cleared(
    database: Session, mailbox: Mailbox
) -> None:
    mailbox.unknown.add("Ada@mail.example")
    assert welcome_ada() is DeliveryState.BOUNCED
    mailbox.unknown.clear()

    assert welcome_ada() is DeliveryState.WITHHELD
    assert mailbox.received == []
    assert "ada@mail.example  550 No such mailbox" in run("list")

    run("clear", "ADA@mail.example")
    assert "550" in run("list"), "what happened stays on record"
    assert "bounced address" not in run("list")
    assert welcome_ada() is DeliveryState.SENT
    assert run("clear", "ada@mail.example") == "ada@mail.example has not bounced."


def test_a_bounce_that_comes_later_can_be_noted_by_hand(mailbox: Mailbox) -> None:
    assert run("list") == "No address has bounced, and no mail was lost.\n"
    run("bounce", "ada@mail.example", "--reason", "Mailbox full since May")

    assert welcome_ada() is DeliveryState.WITHHELD
    assert "Mailbox full since May" in run("list")


@pytest.mark.usefixtures("in_a_job")
def test_a_job_that_is_run_again_does_not_send_again_what_it_has_sent(
    database: Session, mailbox: Mailbox
) -> None:
    def send_and_fail() -> None:
        with unit_of_work():
            welcome_ada()
            raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            send_and_fail()

    assert len(mailbox.to("Ada@mail.example")) == 1
    assert len(recorded(database)) == 1


@pytest.mark.usefixtures("in_a_job")
def test_a_job_may_send_several_letters_to_one_address(database: Session, mailbox: Mailbox) -> None:
    for name in ("Ada", "Ada Example", "Ada"):
        send(welcome, to=ADA, name=name)

    assert len(mailbox.to("Ada@mail.example")) == 2
    assert len(recorded(database)) == 2


def test_neither_addresses_nor_names_are_logged(
    mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="app")
    welcome_ada()
    mailbox.unknown.add("Ada@mail.example")
    welcome_ada()

    assert "mail sent" in caplog.text
    assert "mail bounced" in caplog.text
    said = " ".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert "mail.example" not in said
    assert "Ada" not in said


def test_whom_mails_went_to_long_ago_is_forgotten(database: Session, mailbox: Mailbox) -> None:
    welcome_ada()
    (old,) = recorded(database)
    old.created_at = utc_now() - KEPT_FOR - timedelta(days=1)
    database.commit()
    welcome_ada()

    delete_old_deliveries(database)

    (kept,) = recorded(database)
    assert kept.created_at > utc_now() - KEPT_FOR
