"""What a person does on the first day, from the README, on a machine with an empty home directory."""

import os
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from tests.project.project import LOGS, Project
from tests.utils import run

START_SECONDS = 120


@pytest.mark.xdist_group("first-day")
def test_a_project_made_on_the_command_line_runs_the_first_journey_and_stops_without_a_trace(
    template: Path, cluster: dict[str, str], empty_home: dict[str, str], tmp_path: Path
) -> None:
    words = ["--with", "jinja2-shell-extension", "copier", "copy", "--trust", "--defaults"]
    made = run("uvx", *words, template, "my-app", cwd=tmp_path, **empty_home)
    assert made.returncode == 0, made.stderr
    assert "just setup" in made.stdout + made.stderr
    project = Project("first-day", tmp_path / "my-app", **empty_home)

    project.run("uvx", "--from", "rust-just", "just", "setup")
    checked = project.run("uvx", "--from", "rust-just", "just", "dev", "--check")
    assert " passed" in checked
    assert project.leftovers() == []

    log = LOGS / "first-day-just-dev.log"
    with log.open("w") as output:
        running = subprocess.Popen(
            ["uvx", "--from", "rust-just", "just", "dev"],
            cwd=project.directory,
            env=project.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_for(log, "is running", running)
        ports = ports_of(project)
        assert len(ports) >= 5, f"only {ports} listen"
        assert all(address == "127.0.0.1" for address, _ in ports), ports
    finally:
        # What a terminal does with Ctrl-C.
        os.killpg(running.pid, signal.SIGINT)
        running.wait(timeout=60)

    assert project.leftovers() == [], log.read_text()
    assert ports_of(project) == set()
    for label in ("web", "worker", "page"):
        assert f" {label} " in log.read_text()


def wait_for(log: Path, text: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while text not in log.read_text(errors="replace"):
        assert process.poll() is None, log.read_text(errors="replace")
        assert time.monotonic() < deadline, log.read_text(errors="replace")
        time.sleep(0.2)


def ports_of(project: Project) -> set[tuple[str, int]]:
    """The addresses and ports on which programs of the project listen."""
    found = set()
    for connection in psutil.net_connections("tcp"):
        if connection.status != psutil.CONN_LISTEN or not connection.pid:
            continue
        try:
            process = psutil.Process(connection.pid)
            words = [process.cwd(), *process.cmdline()]
        except psutil.Error:
            continue
        if any(str(project.directory) in word for word in words):
            found.add((connection.laddr.ip, connection.laddr.port))
    return found
