"""A real worker, in a process of its own."""

import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.core.project import ROOT

START_SECONDS = 30
STOP_SECONDS = 15


@contextmanager
def running_worker(environment: Mapping[str, str], log_file: Path) -> Generator[None]:
    """A worker that takes jobs for as long as the block runs.

    Raises:
        RuntimeError: it does not start; with its log.
    """
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "worker", "--concurrency", "1"],
            cwd=ROOT,
            env=dict(environment),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while " ready." not in log_file.read_text():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The worker does not start:\n{log_file.read_text()}")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
