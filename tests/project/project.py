"""A rendered project, driven by its own recipes."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import psutil

from scripts.environment import ROOT, clean_environment

#: Outside of pytest's own folders: those of a project's tests push out the ones of earlier runs.
LOGS = ROOT / ".local" / "test-results" / "logs"
LAST_LINES = 60
TIMEOUT_SECONDS = 900
#: What the person who runs these tests may have set for a project of their own.
SETTINGS = {
    *("ENVIRONMENT", "DATABASE_URL", "REDIS_URL", "SMTP_URL", "MAIL_FROM", "MAIL_INBOX_URL"),
    *("PUBLIC_URL", "HOST", "PORT", "PORT_BASE"),
}


def just_program() -> str:
    """The `just` that runs these tests, or the one on PATH."""
    found = os.environ.get("JUST") or shutil.which("just")
    assert found, "There is no just. Run the tests with `just test`."
    return found


class Project:
    """A folder with a rendered project. `variables` are set in the environment of all that runs in it.

    Its logs begin with `name`.
    """

    def __init__(self, name: str, directory: Path, **variables: str) -> None:
        self.name = name
        self.directory = directory
        # The project's own pytest must not take itself for a worker of this one.
        self.environment = {
            name: value
            for name, value in clean_environment().items()
            if name not in SETTINGS and not name.startswith("PYTEST_")
        } | variables

    def just(self, *words: str) -> str:
        """Run a recipe and return what it printed; one that fails raises with the end of it."""
        return self.run(just_program(), *words)

    def run(self, *command: str) -> str:
        LOGS.mkdir(parents=True, exist_ok=True)
        words = " ".join(Path(word).name for word in command)
        log = LOGS / f"{self.name}-{re.sub(r'[^a-z0-9]+', '-', words)[:50]}.log"
        with log.open("w") as output:
            result = subprocess.run(
                command,
                cwd=self.directory,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=TIMEOUT_SECONDS,
                check=False,
            )
        text = log.read_text(errors="replace")
        if result.returncode:
            end = "\n".join(text.splitlines()[-LAST_LINES:])
            raise AssertionError(f"`{' '.join(command)}` failed. The log is {log} and ends:\n{end}")
        return text

    def python(self, program: str) -> str:
        """Run a program with the project's own Python and packages."""
        return self.run("uv", "run", "python", "-c", program)

    def leftovers(self) -> list[str]:
        """What still runs in this folder or from it: command lines."""
        found = []
        for process in psutil.process_iter():
            try:
                words = [process.cwd(), *process.cmdline()]
                if process.status() == psutil.STATUS_ZOMBIE:
                    continue
            except psutil.Error:
                continue
            if any(str(self.directory) in word for word in words):
                found.append(" ".join(words))
        return found
