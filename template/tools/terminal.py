"""How the tools speak to the person at the terminal."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tools.project import ROOT


def say(text: str) -> None:
    """Print a line. Somebody who has closed the terminal hears nothing, and what is being stopped is still stopped."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def heading(text: str) -> None:
    """Announce a step that may take a while."""
    styled = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    say(f"\033[1m==> {text}\033[0m" if styled else f"==> {text}")


def note(text: str) -> None:
    """Say something about the step under way."""
    say(f"    {text}")


def end_in_order_on_signals() -> None:
    """Let a closed terminal and a request to end unwind the program as Ctrl-C does, so that nothing stays behind."""

    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    # Whatever SIGTERM means later on.
    signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


class ToolError(Exception):
    """A failure told in words: what went wrong, and the command that mends it."""


def stop(error: ToolError) -> NoReturn:
    """End the program with the error's words on stderr and status 1."""
    print(f"error: {error}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def run(
    command: Sequence[str | Path], *, failure: str, environment: dict[str, str] | None = None
) -> None:
    """Run a command in the project's folder with its output shown.

    Raises:
        ToolError: the command failed or does not exist; the text begins with `failure`.
    """
    words = [str(word) for word in command]
    try:
        result = subprocess.run(
            words, cwd=ROOT, env={**os.environ, **(environment or {})}, check=False
        )
    except FileNotFoundError:
        raise ToolError(f"{failure}: `{words[0]}` is not installed.") from None
    if result.returncode:
        raise ToolError(f"{failure}: `{' '.join(words)}` ended with status {result.returncode}.")
