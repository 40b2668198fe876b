"""`just test`: build the page, run all tests, then list the slowest and what of the code they went through.

The page's tests run beside the backend's; the backend's begin when the page is built, because the browser visits that build.
"""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tools.project import LOCAL, ROOT
from tools.terminal import ToolError, end_in_order_on_signals, heading, note, say, stop
from tools.testing.report import show

REPORTS = LOCAL / "test-reports"
PYTEST = (
    *(sys.executable, "-m", "tools.services", "with", "--"),
    *(sys.executable, "-m", "pytest", "--numprocesses=auto", "--quiet"),
    *("--cov", "--cov-report=", f"--cov-report=json:{REPORTS / 'backend-coverage.json'}"),
    f"--junitxml={REPORTS / 'backend.xml'}",
)
VITEST = (
    *("pnpm", "--dir", "web", "test", "--coverage.enabled", "--reporter=dot", "--reporter=junit"),
    f"--outputFile.junit={REPORTS / 'page.xml'}",
    f"--coverage.reportsDirectory={REPORTS / 'page-coverage'}",
)
BUILD = ("pnpm", "--dir", "web", "build")


@dataclass
class Running:
    """A program whose output is kept until it has ended."""

    name: str
    process: subprocess.Popen[bytes]
    output: IO[bytes]
    begun: float

    def succeeds(self) -> bool:
        """Wait for its end; say how long it took, and all that it said when it failed."""
        status = self.process.wait()
        seconds = time.monotonic() - self.begun
        note(f"{self.name}: {'FAILED' if status else 'ok'} after {seconds:.1f} s")
        if status:
            self.output.seek(0)
            say(self.output.read().decode(errors="replace"))
        return status == 0


@contextlib.contextmanager
def started(name: str, command: tuple[str | Path, ...]) -> Generator[Running]:
    """Run a program beside this one; it ends with the block at the latest."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield Running(name, process, output, time.monotonic())
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def environment() -> dict[str, str]:
    return {**os.environ, "ENVIRONMENT": "test"}


def run_tests() -> bool:
    """Run everything; whether all is well."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    for report in REPORTS.glob("*.*"):
        report.unlink()
    begun = time.monotonic()
    heading("Tests of the page, and its build")
    with started("tests of the page", VITEST) as page:
        with started("build", BUILD) as build:
            built = build.succeeds()
        heading("Tests of the backend, browser included")
        backend = (
            built
            and not subprocess.run(PYTEST, cwd=ROOT, env=environment(), check=False).returncode
        )
        tested = page.succeeds()
    covered = show(REPORTS)
    ok = backend and tested and covered
    say(f"\n{'All is well' if ok else 'FAILED'} after {time.monotonic() - begun:.1f} s.")
    return ok


def main() -> None:
    argparse.ArgumentParser(prog="just test", description=__doc__).parse_args()
    end_in_order_on_signals()
    try:
        raise SystemExit(0 if run_tests() else 1)
    except ToolError as error:
        stop(error)
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
