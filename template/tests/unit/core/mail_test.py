from email.message import EmailMessage
from pathlib import Path

import pytest

from app.accounts.jobs import EMAILS
from app.core.mail import Mail, compose, send
from app.core.project import project
from app.core.settings import settings
from tests.mailbox import Mailbox, MailServer


@pytest.fixture(autouse=True)
def mail_settings(mail_server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "DATABASE_URL": "postgresql://database.example/product",
        "REDIS_URL": "redis://redis.example",
        "SMTP_URL": mail_server.url,
        "PUBLIC_URL": "https://here.example",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("app.core.mail.settings", settings.__wrapped__)


def welcome(name: str, address: str = "ada@mail.example") -> Mail:
    return Mail(
        to=(name, address),
        template=EMAILS / "welcome",
        values={"name": name, "sign_in_url": "https://here.example/sign-in"},
    )


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_a_mail_arrives_as_text_and_as_html(mailbox: Mailbox) -> None:
    send(welcome("Ada Byron"))

    message = mailbox.wait_for("ada@mail.example")
    assert message["Subject"] == f"Welcome to {project().name}, Ada Byron"
    assert message["To"] == "Ada Byron <ada@mail.example>"
    assert message["From"] == f"{project().name} <hello@{project().domain}>"
    assert message["Message-ID"].endswith(f"@{project().domain}>")
    assert message["Date"].datetime.tzinfo is not None
    for kind in ("plain", "html"):
        assert "Hello Ada Byron," in part(message, kind)
        assert "https://here.example" in part(message, kind)


def test_a_name_stays_text_in_html(mailbox: Mailbox) -> None:
    name = '<a href="https://evil.example">click</a> & "friends"'
    send(welcome(name))

    message = mailbox.wait_for("ada@mail.example")
    assert "<a href=&#34;https://evil.example" not in part(message, "plain")
    assert name in part(message, "plain")
    assert "&lt;a href=&#34;https://evil.example&#34;&gt;click&lt;/a&gt; &amp;" in part(
        message, "html"
    )
    assert '<a href="https://evil.example">' not in part(message, "html")


@pytest.mark.parametrize(
    "name",
    [
        "Ada\r\nBcc: everybody@evil.example",
        "Ada\nBcc: everybody@evil.example\n\nbuy",
        "Ada\u2028Bcc: everybody@evil.example",
        "Ada\x00\x0b\x0c\x85Bcc: everybody@evil.example",
        'Ada" <everybody@evil.example>, "B',
        "Ada, everybody@evil.example",
        "=?utf-8?q?Ada=0D=0ABcc=3A_everybody=40evil=2Eexample?=",
    ],
)
def test_a_hostile_name_reaches_nobody_else(mailbox: Mailbox, name: str) -> None:
    send(welcome(name))

    message = mailbox.wait_for("ada@mail.example")
    assert mailbox.to("everybody@evil.example") == []
    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["ada@mail.example"]
    assert len(message.get_all("Subject", [])) == 1


def test_names_of_all_scripts_arrive_whole(mailbox: Mailbox) -> None:
    name = "Łucja Müller-Ōta 李"
    send(welcome(name))

    message = mailbox.wait_for("ada@mail.example")
    assert message["To"].addresses[0].display_name == name
    assert name in message["Subject"]


def test_what_a_template_needs_and_does_not_get_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="'name' is undefined"):
        compose(Mail(to=("Ada", "ada@mail.example"), template=EMAILS / "welcome"))
