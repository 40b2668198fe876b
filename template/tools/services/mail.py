"""A mail catcher: takes every mail by SMTP, sends none, and shows them in an inbox in the browser."""

from collections.abc import Sequence
from pathlib import Path

from tools.project import TOOLS_ENVIRONMENT
from tools.services.local_server import LocalServer


class MailCatcher(LocalServer):
    name = "mail"
    variable = "SMTP_URL"

    @property
    def port(self) -> int:
        return self.ports.inbox

    def addresses(self) -> dict[str, str]:
        return {
            "SMTP_URL": f"smtp://127.0.0.1:{self.ports.smtp}",
            "MAIL_INBOX_URL": f"http://127.0.0.1:{self.ports.inbox}",
        }

    def command(self) -> Sequence[str | Path]:
        return [
            TOOLS_ENVIRONMENT / "bin" / "sendria",
            "--foreground",
            "--no-quit",
            "--db",
            self.directory / "mails.sqlite",
            "--smtp-ip",
            "127.0.0.1",
            "--smtp-port",
            str(self.ports.smtp),
            "--http-ip",
            "127.0.0.1",
            "--http-port",
            str(self.ports.inbox),
        ]
