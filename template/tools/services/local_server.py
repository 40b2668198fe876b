"""A server that runs as a process of this user, its data and log under .local/services."""

import json
import secrets
import subprocess
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import psutil

from tools.ports import Ports, answers, require_free
from tools.project import LOCAL, TOOLS_ENVIRONMENT
from tools.terminal import ToolError

START_SECONDS = 30
STOP_SECONDS = 20


class LocalServer:
    """What every local server shares: starting, waiting until it answers, stopping, and nothing left behind."""

    name: str
    #: The variable of the environment that names such a server; when somebody sets it, none is started.
    variable: str

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self.directory = LOCAL / "services" / self.name
        self.log_file = self.directory / "log"
        self.process_file = self.directory / "process.json"
        #: The process, where this object has started it.
        self.child: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        raise NotImplementedError

    def addresses(self) -> dict[str, str]:
        """The variables that tell programs where the server is."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Make what the server needs before it can start; called before every start."""

    def command(self) -> Sequence[str | Path]:
        """The words that run the server in the foreground."""
        raise NotImplementedError

    def running(self) -> psutil.Process | None:
        """The server's process, or None. A process id that now belongs to another program does not count."""
        try:
            recorded = json.loads(self.process_file.read_text())
            process = psutil.Process(recorded["pid"])
            if process.create_time() == recorded["created"] and process.status() != "zombie":
                return process
        except (FileNotFoundError, json.JSONDecodeError, psutil.NoSuchProcess):
            pass
        return None

    def start(self) -> bool:
        """Start the server and wait until it answers; False when it ran already.

        Raises:
            ToolError: its port is taken, or it does not answer in time; with the end of its log.
        """
        if self.running():
            return False
        require_free(self.port, self.name)
        self.directory.mkdir(parents=True, exist_ok=True)
        self.prepare()
        with self.log_file.open("ab") as log:
            self.child = subprocess.Popen(
                [str(word) for word in self.command()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.directory,
                start_new_session=True,
            )
        process = psutil.Process(self.child.pid)
        self.process_file.write_text(
            json.dumps({"pid": self.child.pid, "created": process.create_time()})
        )
        deadline = time.monotonic() + START_SECONDS
        while not answers(self.port):
            if self.child.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise ToolError(f"{self.name} did not start. Its log ends:\n{self.log_end()}")
            time.sleep(0.05)
        return True

    def stop(self) -> bool:
        """Stop the server and wait until its process is gone; False when it did not run."""
        process = self.running()
        if process:
            self.end(process)
            deadline = time.monotonic() + STOP_SECONDS
            # Not `process.wait()`: in a container the dead may wait seconds for init to collect them.
            while self.running():
                if time.monotonic() > deadline:
                    process.kill()
                time.sleep(0.02)
        if self.child:
            self.child.wait(STOP_SECONDS)
        self.process_file.unlink(missing_ok=True)
        return process is not None

    def end(self, process: psutil.Process) -> None:
        """Ask the process to end in an orderly way."""
        process.terminate()

    def log_end(self, lines: int = 15) -> str:
        """The last lines of the server's log."""
        if not self.log_file.exists():
            return "(the log is empty)"
        return "\n".join(self.log_file.read_text(errors="replace").splitlines()[-lines:])

    @cached_property
    def password(self) -> str:
        """The server's password: drawn at the first start, kept in a file that only this user reads."""
        file = self.directory / "password"
        if not file.exists():
            self.directory.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(24))
        return file.read_text()


def packaged(pattern: str) -> Path:
    """A file of an installed server package, by its path below site-packages.

    Raises:
        ToolError: the package is not installed.
    """
    found = sorted(TOOLS_ENVIRONMENT.glob(f"lib/python3*/site-packages/{pattern}"))
    if not found:
        raise ToolError(f"The package with {pattern} is not installed. Run `just setup`.")
    return found[-1]
