"""The services as containers, where a Docker engine answers."""

import hashlib
import secrets
import shutil
import subprocess
from collections.abc import Sequence

from tools.ports import Ports
from tools.project import DATABASE_NAME, LOCAL, ROOT, SLUG
from tools.terminal import run

ANSWER_SECONDS = 5
#: The services of compose.yml, by the variable that makes each of them needless.
CONTAINERS = {"DATABASE_URL": "postgresql", "REDIS_URL": "valkey", "SMTP_URL": "mail"}


def available() -> bool:
    """Whether a Docker engine answers and knows compose; a client without an engine does not count."""
    if shutil.which("docker") is None:
        return False
    for words in (["docker", "info"], ["docker", "compose", "version"]):
        try:
            answer = subprocess.run(words, capture_output=True, timeout=ANSWER_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return False
        if answer.returncode:
            return False
    return True


class Compose:
    """Starts and stops the containers of this checkout; a checkout elsewhere has others."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self.password_file = LOCAL / "services" / "compose-password"

    @property
    def password(self) -> str:
        if not self.password_file.exists():
            self.password_file.parent.mkdir(parents=True, exist_ok=True)
            self.password_file.touch(mode=0o600)
            self.password_file.write_text(secrets.token_urlsafe(24))
        return self.password_file.read_text()

    def addresses(self, variables: Sequence[str]) -> dict[str, str]:
        """The variables of those services that were started."""
        database = f"postgresql://developer:{self.password}@127.0.0.1:{self.ports.postgresql}"
        known = {
            "DATABASE_URL": {"DATABASE_URL": f"{database}/{DATABASE_NAME}_development"},
            "REDIS_URL": {"REDIS_URL": f"redis://:{self.password}@127.0.0.1:{self.ports.redis}/0"},
            "SMTP_URL": {
                "SMTP_URL": f"smtp://127.0.0.1:{self.ports.smtp}",
                "MAIL_INBOX_URL": f"http://127.0.0.1:{self.ports.inbox}",
            },
        }
        return {name: value for each in variables for name, value in known[each].items()}

    def up(self, variables: Sequence[str]) -> None:
        names = [CONTAINERS[variable] for variable in variables]
        self.call("up", "--detach", "--wait", *names, failure="The containers did not start")

    def down(self) -> None:
        self.call("down", failure="The containers did not stop")

    def status(self) -> None:
        self.call("ps", failure="Docker did not tell the containers' state")

    def logs(self) -> None:
        self.call("logs", "--tail=100", failure="Docker did not show the containers' logs")

    def reset(self) -> None:
        self.call("down", "--volumes", failure="The containers' data was not removed")

    def command(self, *words: str) -> list[str]:
        """A command of Docker's for the containers of this checkout."""
        checkout = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
        return ["docker", "compose", "--project-name", f"{SLUG}-{checkout}", *words]

    def variables(self) -> dict[str, str]:
        """What compose.yml asks for."""
        return {
            "SERVICES_PASSWORD": self.password,
            "POSTGRESQL_PORT": str(self.ports.postgresql),
            "REDIS_PORT": str(self.ports.redis),
            "SMTP_PORT": str(self.ports.smtp),
            "INBOX_PORT": str(self.ports.inbox),
        }

    def call(self, *words: str, failure: str) -> None:
        run(self.command(*words), failure=failure, environment=self.variables())
