"""A program in a terminal, with a test in the place of the person."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

CONTROL_SEQUENCE = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|[=>]|\][^\x07]*\x07)")
ROWS_AND_COLUMNS = (50, 200)
PATIENCE = 30
"""Seconds to wait for the screen or the end; many times what a busy machine needs."""


class Terminal:
    """A program with a terminal of its own. It runs in a `with` block, and ends with it at the latest."""

    def __init__(self, command: list[str | Path], cwd: Path) -> None:
        self.shown = ""
        self._command = command
        self._cwd = cwd

    def __enter__(self) -> Self:
        self._screen, program_side = pty.openpty()
        fcntl.ioctl(program_side, termios.TIOCSWINSZ, struct.pack("HHHH", *ROWS_AND_COLUMNS, 0, 0))
        self._program = subprocess.Popen(
            self._command,
            cwd=self._cwd,
            # Nobody answers the question where the cursor is, for which each prompt would wait a second.
            env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
            stdin=program_side,
            stdout=program_side,
            stderr=program_side,
            start_new_session=True,
        )
        os.close(program_side)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._program.poll() is None:
            os.killpg(self._program.pid, signal.SIGKILL)
            self._program.wait()
        os.close(self._screen)

    def type(self, keys: str) -> None:
        """Press keys; what was shown before is forgotten."""
        self.shown = ""
        os.write(self._screen, keys.encode())

    def wait_for(self, text: str) -> None:
        """Return when the text stands on the screen. Raises TimeoutError with the screen if it never does."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.shown:
            if time.monotonic() > deadline or not self._read():
                raise TimeoutError(f"{text!r} did not appear. The screen said:\n{self.shown}")

    def end(self) -> int:
        """Wait for the program's end and return its exit code."""
        while self._read():
            pass
        return self._program.wait(timeout=PATIENCE)

    def _read(self) -> bool:
        """Take in what the program has printed; False once it has gone."""
        if select.select([self._screen], [], [], 0.1)[0]:
            try:
                data = os.read(self._screen, 65536)
            except OSError:  # Linux says so when no program has the terminal open any more.
                return False
            self.shown += CONTROL_SEQUENCE.sub("", data.decode(errors="replace"))
            return bool(data)
        return self._program.poll() is None
