"""Mail, from templates in a feature's emails/ folder: `welcome.html`, `welcome.txt`, and its subject in `welcome.subject.txt`."""

import functools
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app.core.models import utc_now
from app.core.project import ROOT, project
from app.core.settings import settings

TIMEOUT_SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail to one person: `to` is a name and an address, `template` the path of its templates without their endings."""

    to: tuple[str, str]
    template: Path
    values: Mapping[str, Any] = field(default_factory=dict)


@functools.cache
def templates() -> Environment:
    # Text must not be escaped, HTML must be: the name's ending decides, and everything unknown counts as HTML.
    return Environment(
        loader=FileSystemLoader(ROOT / "app"),
        autoescape=select_autoescape(disabled_extensions=("txt",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def compose(mail: Mail) -> EmailMessage:
    """The message: text and HTML, with all its headers.

    Raises:
        jinja2.TemplateNotFound: one of the three templates is missing.
    """
    name = mail.template.relative_to(ROOT / "app").as_posix()
    values = {"product": project(), "public_url": settings().public_url, **mail.values}

    def rendered(ending: str) -> str:
        return templates().get_template(f"{name}{ending}").render(values)

    sender_name, sender = parseaddr(settings().mail_from)
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["From"] = Address(sender_name, addr_spec=sender)
    message["To"] = Address(on_one_line(mail.to[0]), addr_spec=mail.to[1])
    message["Subject"] = on_one_line(rendered(".subject.txt"))
    message["Date"] = format_datetime(utc_now())
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    # Keeps out-of-office answers from coming back.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(rendered(".txt"))
    message.add_alternative(rendered(".html"), subtype="html")
    return message


def on_one_line(text: str) -> str:
    """The text without anything that could end a header and begin another."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    # An encoded word would be decoded on its way into the header, with whatever it hides.
    return " ".join(printable.replace("=?", "= ?").split())


def send(mail: Mail) -> None:
    """Hand a mail to the mail server.

    Raises:
        OSError: the server does not answer or does not take it (all of smtplib's errors are OSErrors).
    """
    address = urlsplit(settings().smtp_url)
    host = address.hostname or ""
    context = ssl.create_default_context()
    if address.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, address.port or 465, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, address.port or 587, timeout=TIMEOUT_SECONDS)
    with server:
        if address.scheme == "smtp+starttls":
            server.starttls(context=context)
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
        server.send_message(compose(mail))
