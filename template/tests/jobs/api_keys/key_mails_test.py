from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.api_keys.jobs import look_after_endings, send_key_created_mail, send_key_ending_mail
from app.api_keys.models import ApiKey, ApiKeyId
from app.core.jobs.models import QueuedJob
from app.core.models import utc_now
from app.core.settings import settings
from tests.factories.accounts import UserFactory
from tests.factories.api_keys import ApiKeyFactory
from tests.mailbox import Mailbox, MailServer, text_of


@pytest.fixture(autouse=True)
def _mail_settings(mail_server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "smtp_url", mail_server.url)


def key_of(database: Session, user: User, *, ends_in: timedelta | None = None) -> ApiKey:
    moment = utc_now() + ends_in if ends_in else None
    return ApiKeyFactory.create(database, user_id=user.id, name="<b>Backup", expires_at=moment)


def jobs(database: Session) -> list[str]:
    """The names of the jobs that wait."""
    names = database.exec(select(QueuedJob.name).order_by(col(QueuedJob.id))).all()
    return [name.rpartition(".")[2] for name in names]


def test_a_mail_tells_of_a_new_key(
    user_client: TestClient, database: Session, user: User, mailbox: Mailbox
) -> None:
    made = user_client.post(
        "/api/api-keys", json={"name": "<b>Backup", "scopes": ["account:read"]}
    ).json()
    assert jobs(database) == ["send_key_created_mail"]

    send_key_created_mail(database, ApiKeyId(made["id"]))

    message = mailbox.wait_for(user.email, subject="There is a new API key")
    assert made["hint"] in text_of(message)
    assert "/settings/api-keys" in text_of(message)
    assert "<b>" not in text_of(message, "html")
    assert made["token"] not in text_of(message)


def test_owners_are_told_once_a_week_before_a_key_ends(
    database: Session, user: User, mailbox: Mailbox
) -> None:
    for ends_in in (timedelta(days=8), timedelta(days=-1), None):
        key_of(database, user, ends_in=ends_in)
    ending = key_of(database, user, ends_in=timedelta(days=6))

    look_after_endings(database)
    look_after_endings(database)

    assert jobs(database) == ["send_key_ending_mail"]
    send_key_ending_mail(database, ending.id)
    message = mailbox.wait_for(user.email, subject="Your API key “<b>Backup” ends soon")
    assert ending.expires_at
    assert f"{ending.expires_at:%B %Y}" in text_of(message)
    assert "<b>" not in text_of(message, "html")


def test_who_is_gone_suspended_or_has_revoked_the_key_gets_no_mail(
    database: Session, user: User, mailbox: Mailbox
) -> None:
    kept_out = UserFactory.create(database, suspended_at=utc_now())
    send_key_ending_mail(database, key_of(database, kept_out, ends_in=timedelta(days=3)).id)
    send_key_ending_mail(database, ApiKeyId.new())
    send_key_created_mail(database, ApiKeyId.new())

    assert mailbox.received == []


def test_a_key_that_ended_is_shown_for_a_month_and_then_forgotten(
    database: Session, user: User
) -> None:
    shown = key_of(database, user, ends_in=timedelta(days=-29))
    key_of(database, user, ends_in=timedelta(days=-31))
    endless = key_of(database, user)

    look_after_endings(database)

    assert {key.id for key in database.exec(select(ApiKey))} == {shown.id, endless.id}
