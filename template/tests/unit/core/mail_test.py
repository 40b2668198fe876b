"""What a mail looks like to those who get it."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from app.accounts.jobs import welcome
from app.core.mail.mail import Letter
from app.core.mail.models import MailDeliveryId
from app.core.mail.plain_text import read
from app.core.mail.sending import compose
from app.core.project import project
from app.core.settings import settings

NAMES = [
    "Ada\r\nBcc: everybody@evil.example",
    "Ada\nBcc: everybody@evil.example\n\nbuy",
    "Ada\u2028Bcc: everybody@evil.example",
    "Ada\x00\x0b\x0c\x85Bcc: everybody@evil.example",
    'Ada" <everybody@evil.example>, "B',
    "Ada, everybody@evil.example",
    "=?utf-8?q?Ada=0D=0ABcc=3A_everybody=40evil=2Eexample?=",
]


@pytest.fixture(autouse=True)
def mail_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "DATABASE_URL": "postgresql://database.example/product",
        "REDIS_URL": "redis://redis.example",
        "SMTP_URL": "smtp://mail.example",
        "PUBLIC_URL": "https://here.example",
    }.items():
        monkeypatch.setenv(name, value)
    for module in ("mail", "sending"):
        monkeypatch.setattr(f"app.core.mail.{module}.settings", settings.__wrapped__)


def message_to(name: str) -> EmailMessage:
    to = (name, "ada@mail.example")
    return compose(welcome.write({"name": name}), to, MailDeliveryId.new())


def test_one_template_makes_subject_text_and_html() -> None:
    letter = welcome.write({"name": "Ada Byron"})

    assert letter.subject == f"Welcome to {project().name}, Ada Byron"
    assert letter.text == (
        "Hello Ada Byron,\n\n"
        f"Your account at {project().name} is ready. Pick up where you left off whenever you like.\n\n"
        f"Open {project().name}: https://here.example\n\n"
        f"-- \n{project().name} · {project().description}\n"
    )
    assert "Hello Ada Byron," in letter.html
    assert 'href="https://here.example"' in letter.html


def test_styles_stand_at_each_element() -> None:
    html = welcome.write(welcome.example).html

    assert "<style" not in html
    assert "<link" not in html
    assert "background: #0d5b45" in html.partition('class="button"')[2].partition(">")[0]


def test_a_message_has_all_its_headers() -> None:
    message = message_to("Ada Byron")

    assert message["To"] == "Ada Byron <ada@mail.example>"
    assert message["From"].addresses[0].addr_spec == f"hello@{project().domain}"
    assert message["Message-ID"].startswith("<mail_")
    assert message["Message-ID"].endswith(f"@{project().domain}>")
    assert message["Date"].datetime.tzinfo is not None
    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert kinds == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    "name", ["Plain Name", "Ångström & Söhne, Ltd.", "O'Neil (Büro)", "日本語"]
)
def test_it_comes_from_the_product_whatever_that_is_called(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    called = replace(project(), name=name)
    monkeypatch.setattr("app.core.settings.project", lambda: called)

    message = message_to("Ada Byron")

    read_again = message_from_bytes(message.as_bytes(), policy=default)
    for sender in (message["From"], read_again["From"]):
        assert sender.addresses[0].display_name == name


def test_a_name_stays_text_in_html() -> None:
    name = '<a href="https://evil.example">click</a> & "friends"'
    letter = welcome.write({"name": name})

    assert f"Hello {name}," in letter.text
    assert name in letter.subject
    assert '<a href="https://evil.example">' not in letter.html
    assert "&lt;a href=" in letter.html


def test_a_name_that_is_escaped_already_is_not_read_as_html() -> None:
    letter = welcome.write({"name": "&lt;b&gt;"})

    assert "Hello &lt;b&gt;," in letter.text
    assert "&amp;lt;b&amp;gt;" in letter.html


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_reaches_nobody_else(name: str) -> None:
    message = message_to(name)

    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["ada@mail.example"]
    assert len(message.get_all("Subject", [])) == 1
    head = message.as_bytes().partition(b"\r\n\r\n")[0]
    assert not [line for line in head.split(b"\r\n") if line.lower().startswith(b"bcc")]


def test_a_name_that_is_encoded_already_is_not_decoded() -> None:
    sent = message_to("=?utf-8?q?Somebody_else?=").as_bytes()
    message = message_from_bytes(sent, policy=default)

    for shown in (message["To"].addresses[0].display_name, message["Subject"]):
        assert "utf-8" in shown
        assert "Somebody else" not in shown


def test_names_of_all_scripts_arrive_whole() -> None:
    name = "Łucja Müller-Ōta 李"
    message = message_to(name)

    assert message["To"].addresses[0].display_name == name
    assert name in message["Subject"]


def test_a_mail_takes_the_values_of_its_example() -> None:
    for values in ({}, {"name": "Ada", "age": 36}):
        with pytest.raises(TypeError, match="accounts/welcome takes these values: name"):
            welcome.write(values)


def test_what_a_template_needs_and_its_example_lacks_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Exception, match="'name' is undefined"):
        type(welcome)(welcome.template, example={}).write({})


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one\n  two</p><p>three</p>", "one two\n\nthree\n"),
        ("<p>one<br>two<br />three</p>", "one\ntwo\nthree\n"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two\n"),
        ("<p>See <a href='https://a.example/?b=1&amp;c=2'>this <b>page</b></a>.</p>",
         "See this page: https://a.example/?b=1&c=2.\n"),
        ("<p><a href='https://a.example'>https://a.example</a></p>", "https://a.example\n"),
        ("<style>p{}</style><p class='preview'>no</p><p class='quiet html-only'>no <br></p><p>yes</p>",
         "yes\n"),
        ("<p>An <img src='x' alt='owl'> &amp; a &lt;cat&gt;</p>", "An owl & a <cat>\n"),
        ("<p>never closed<p>either", "never closed\n\neither\n"),
    ],
)  # fmt: skip
def test_html_becomes_text(html: str, text: str) -> None:
    assert read(html).text == text


def test_a_letter_is_what_previews_show() -> None:
    letter = welcome.write(welcome.example)

    assert isinstance(letter, Letter)
    assert "Ada Example" in letter.subject
