import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import psutil
import pytest

from tools.project import ROOT

RUNNER = """
import sys
from pathlib import Path
from tools.processes import Processes
processes = Processes([Path(sys.argv[1])], {"PATH": __import__("os").environ["PATH"]})
processes.loop()
sys.exit(processes.returncode)
"""


def start(procfile: Path, program: str = RUNNER) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(procfile)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


#: The same, but Ctrl-C is pressed when the processes run and nobody has yet learnt their ids.
HASTY_RUNNER = RUNNER.replace(
    "processes = Processes(",
    """
import os, signal
class Hasty(Processes):
    def _learn_process_ids(self):
        os.kill(os.getpid(), signal.SIGINT)
        super()._learn_process_ids()
processes = Hasty(""",
)


#: The same, but it is told to end while it writes a line.
INTERRUPTED_RUNNER = (
    """
import io, os, signal
class Interrupted(io.FileIO):
    def write(self, data):
        if b"tick" in bytes(data):
            os.kill(os.getpid(), signal.SIGTERM)
        return super().write(data)
import sys
sys.stdout = io.TextIOWrapper(io.BufferedWriter(Interrupted(1, "w")))
"""
    + RUNNER
)

#: The same, but it breaks as it prints a line.
BREAKING_RUNNER = (
    """
from honcho.printer import Printer
def write(self, message):
    if "tick" in str(message.data):
        raise ZeroDivisionError
Printer.write = write
"""
    + RUNNER
)

#: The same in a folder that is gone, where nothing can be started.
HOMELESS_RUNNER = RUNNER.replace(
    "processes = ",
    """
import tools.processes
tools.processes.ROOT = "/nowhere"
processes = """,
)


def still_running(marker: str) -> list[psutil.Process]:
    """The processes whose command line holds a marker."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        command = " ".join(process.info["cmdline"] or [])
        if marker in command and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return found


@contextlib.contextmanager
def nothing_left(marker: str) -> Generator[None]:
    """Fail if a process with the marker outlives the block, and end it."""
    try:
        yield
        assert still_running(marker) == []
    finally:
        for process in still_running(marker):
            process.kill()


@pytest.mark.parametrize("delay", [0.05, 0.3, 1.0])
def test_ctrl_c_ends_every_process_at_any_moment(tmp_path: Path, delay: float) -> None:
    marker = f"marker-{os.getpid()}-{delay}"
    procfile = tmp_path / "Procfile"
    procfile.write_text(f"one: sleep 100; echo {marker}-one\ntwo: sleep 100; echo {marker}-two\n")
    runner = start(procfile)
    # The interpreter itself needs a moment before it can handle a signal.
    assert runner.stdout
    time.sleep(0.5 + delay)

    os.killpg(runner.pid, signal.SIGINT)
    runner.communicate(timeout=60)

    assert still_running(marker) == []


def test_ctrl_c_while_the_processes_are_being_started_ends_them(tmp_path: Path) -> None:
    marker = f"marker-{os.getpid()}-hasty"
    procfile = tmp_path / "Procfile"
    procfile.write_text(f"one: sleep 100; echo {marker}-one\ntwo: sleep 100; echo {marker}-two\n")
    runner = start(procfile, HASTY_RUNNER)

    with nothing_left(marker):
        runner.communicate(timeout=60)


def test_a_request_to_end_in_the_middle_of_a_line_ends_every_process(tmp_path: Path) -> None:
    marker = f"marker-{os.getpid()}-interrupted"
    procfile = tmp_path / "Procfile"
    procfile.write_text(f"talker: echo tick; sleep 100; echo {marker}\n")
    runner = start(procfile, INTERRUPTED_RUNNER)

    with nothing_left(marker):
        runner.communicate(timeout=60)
        assert runner.returncode == 128 + signal.SIGTERM


def test_no_process_stays_behind_when_the_runner_breaks(tmp_path: Path) -> None:
    marker = f"marker-{os.getpid()}-breaking"
    procfile = tmp_path / "Procfile"
    procfile.write_text(f"talker: echo tick; sleep 100; echo {marker}\n")
    runner = start(procfile, BREAKING_RUNNER)

    with nothing_left(marker):
        output, _ = runner.communicate(timeout=60)
        assert "ZeroDivisionError" in output


def test_processes_that_cannot_be_started_are_not_waited_for(tmp_path: Path) -> None:
    procfile = tmp_path / "Procfile"
    procfile.write_text("one: echo one\ntwo: echo two\n")
    runner = start(procfile, HOMELESS_RUNNER)

    output, _ = runner.communicate(timeout=60)

    assert runner.returncode == 1
    assert "/nowhere" in output


def test_lines_carry_the_name_of_their_process_and_one_end_ends_all(tmp_path: Path) -> None:
    marker = f"marker-{os.getpid()}-label"
    procfile = tmp_path / "Procfile"
    procfile.write_text(f"talker: echo hello; exit 3\nsleeper: sleep 100; echo {marker}\n")
    runner = start(procfile)

    output, _ = runner.communicate(timeout=60)

    assert any("talker" in line and line.endswith("| hello") for line in output.splitlines())
    assert runner.returncode == 3
    assert still_running(marker) == []


def test_a_closed_terminal_ends_every_process(tmp_path: Path) -> None:
    marker = f"marker-{os.getpid()}-closed"
    procfile = tmp_path / "Procfile"
    procfile.write_text(f"talker: while echo tick; do sleep 0.05; done; echo {marker}\n")
    runner = start(procfile)
    assert runner.stdout
    assert any("tick" in line for line in runner.stdout)

    # Whatever the processes write now fails.
    runner.stdout.close()
    os.killpg(runner.pid, signal.SIGTERM)
    runner.wait(timeout=60)

    assert still_running(marker) == []
