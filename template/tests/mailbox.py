"""A mail server inside the tests, and what it has taken."""

import email
import email.policy
import re
import time
from email.message import EmailMessage
from threading import Lock
from typing import Any, Literal

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession

COME_BACK_LATER = "451 Come back later"


class Mailbox:
    """The mails that have come, whoever they are for."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.received: list[tuple[list[str], EmailMessage]] = []
        #: How many of the next mails to turn away, as a server in trouble does; and how many were.
        self.refuse_next = 0
        self.refused = 0
        self.refusal = COME_BACK_LATER
        #: The addresses that the server does not know.
        self.unknown: set[str] = set()

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self,
        _server: SMTP,
        _session: SmtpSession,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address in self.unknown:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 Known"

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, _server: SMTP, _session: SmtpSession, envelope: Envelope
    ) -> str:
        if self.refuse_next:
            self.refuse_next -= 1
            self.refused += 1
            return self.refusal
        message = email.message_from_bytes(
            envelope.original_content or b"", policy=email.policy.default
        )
        with self.lock:
            self.received.append((envelope.rcpt_tos, message))
        return "250 Taken"

    def clear(self) -> None:
        """Forget what has come so far."""
        with self.lock:
            self.received.clear()
            self.refuse_next = self.refused = 0
            self.refusal = COME_BACK_LATER
            self.unknown.clear()

    def to(self, address: str) -> list[EmailMessage]:
        """What has come for an address so far."""
        with self.lock:
            return [message for addresses, message in self.received if address in addresses]

    def wait_for(
        self, address: str, *, subject: str | re.Pattern[str] = "", seconds: float = 15
    ) -> EmailMessage:
        """The first mail for an address whose subject begins so, as soon as it is there.

        Raises:
            AssertionError: none has come in time.
        """
        begins = re.compile(re.escape(subject)) if isinstance(subject, str) else subject
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for message in self.to(address):
                if begins.match(message["Subject"]):
                    return message
            time.sleep(0.02)
        raise AssertionError(f"No mail has come for {address} within {seconds} seconds.")


class MailServer(Controller):
    """Takes mail for a mailbox, on a port that the system chooses."""

    def __init__(self, mailbox: Mailbox) -> None:
        super().__init__(mailbox, hostname="127.0.0.1", port=0)

    def _trigger_server(self) -> None:
        # The port is known only once the server listens.
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()

    @property
    def url(self) -> str:
        """The server's address, as SMTP_URL takes it."""
        return f"smtp://127.0.0.1:{self.port}"


def text_of(message: EmailMessage, kind: Literal["plain", "html"] = "plain") -> str:
    """What a mail says, to those who read text or to others."""
    part = message.get_body((kind,))
    assert part is not None
    return part.get_content()
