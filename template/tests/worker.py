"""A real worker, in processes of its own."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

from app.core.project import ROOT

START_SECONDS = 30
STOP_SECONDS = 15
WORKER = ("-m", "app", "worker", "--concurrency", "1")


@contextlib.contextmanager
def running_worker(
    environment: Mapping[str, str], log_file: Path, program: Sequence[str] = WORKER
) -> Generator[subprocess.Popen[bytes]]:
    """A worker that takes jobs for as long as the block runs, or until it is killed.

    Raises:
        RuntimeError: it does not start; with its log.
    """
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *program],
            cwd=ROOT,
            env=dict(environment),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while " ready." not in log_file.read_text():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The worker does not start:\n{log_file.read_text()}")
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a worker and all its processes without a warning, as a machine does that loses its power."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
