import json
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.ports import Ports, answers
from tools.services import local_server
from tools.services.local_server import LocalServer
from tools.terminal import ToolError


class WebServer(LocalServer):
    """A server that every Python has."""

    name = "example"
    variable = "EXAMPLE_URL"
    arguments: tuple[str, ...] = ("-m", "http.server", "--bind", "127.0.0.1")

    @property
    def port(self) -> int:
        return self.ports.product

    def command(self) -> list[str]:
        return [sys.executable, *self.arguments, str(self.port)]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    monkeypatch.setattr(local_server, "LOCAL", tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]
    server = WebServer(Ports(free))
    yield server
    server.stop()


def test_a_server_answers_once_it_is_started_and_leaves_nothing_when_stopped(
    server: WebServer,
) -> None:
    assert server.start()
    assert server.running()
    assert answers(server.port)

    assert server.stop()

    assert not answers(server.port)
    assert server.running() is None


def test_starting_twice_keeps_the_first(server: WebServer) -> None:
    server.start()
    first = server.running()

    assert not server.start()
    assert server.running() == first


def test_another_program_with_the_recorded_process_id_is_not_ours(server: WebServer) -> None:
    server.directory.mkdir(parents=True)
    server.process_file.write_text(json.dumps({"pid": os.getpid(), "created": 1.0}))

    assert server.running() is None
    assert not server.stop()


def test_a_server_that_dies_shows_the_end_of_its_log(server: WebServer) -> None:
    server.arguments = ("-c", "raise SystemExit('no room on the disk')")

    with pytest.raises(ToolError, match=r"example did not start.*\n.*no room on the disk"):
        server.start()
    assert not server.running()


def test_a_taken_port_is_said_before_anything_starts(server: WebServer) -> None:
    with (
        socket.create_server(("127.0.0.1", server.port)),
        pytest.raises(ToolError, match="is taken"),
    ):
        server.start()
    assert not server.log_file.exists()


def test_the_password_is_drawn_once_and_readable_by_its_owner_alone(server: WebServer) -> None:
    again = WebServer(server.ports)

    assert len(server.password) >= 32
    assert again.password == server.password
    assert (server.directory / "password").stat().st_mode & 0o777 == 0o600
