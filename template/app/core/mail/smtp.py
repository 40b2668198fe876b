"""Handing a message to the mail server, and what its refusals mean."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from app.core.settings import settings

TIMEOUT_SECONDS = 10


class MailUnavailable(Exception):
    """The mail server does not answer, or asks to come back later. To try again helps."""


class MailRefused(Exception):
    """The mail server refuses us or the message for good, whoever it is for. Somebody has to look."""


class AddressRefused(Exception):
    """The mail server knows no such address, or takes nothing for it."""


def transmit(message: EmailMessage) -> None:
    """Hand a message to the mail server.

    Raises:
        MailUnavailable: not now.
        MailRefused: never.
        AddressRefused: not to this address.
    """
    try:
        with connect() as server:
            introduce(server)
            server.send_message(message)
    # What is raised instead names no address: it ends in logs.
    except smtplib.SMTPRecipientsRefused as error:
        (answer,) = error.recipients.values()
        raise refusal(*answer, permanent=AddressRefused) from None
    except smtplib.SMTPResponseException as error:
        raise refusal(error.smtp_code, error.smtp_error, permanent=MailRefused) from None
    except smtplib.SMTPNotSupportedError as error:
        raise MailRefused(str(error)) from None
    except OSError as error:
        # The server is not there, or breaks off. All of smtplib's errors are OSErrors.
        raise MailUnavailable(type(error).__name__) from None


def connect() -> smtplib.SMTP:
    address = urlsplit(settings().smtp_url)
    host = address.hostname or ""
    if address.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, address.port or 465, timeout=TIMEOUT_SECONDS, context=context)
    return smtplib.SMTP(host, address.port or 587, timeout=TIMEOUT_SECONDS)


def introduce(server: smtplib.SMTP) -> None:
    """Agree on encryption and say who we are, as far as the address of the mail server asks for it."""
    address = urlsplit(settings().smtp_url)
    if address.scheme == "smtp+starttls":
        server.starttls(context=ssl.create_default_context())
    if address.username:
        server.login(unquote(address.username), unquote(address.password or ""))


def refusal(code: int, text: bytes | str, *, permanent: type[Exception]) -> Exception:
    """What an answer of the mail server means: those from 500 on are final."""
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    return (permanent if code >= 500 else MailUnavailable)(f"{code} {' '.join(said.split())}"[:500])
