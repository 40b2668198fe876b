import os
import socket

import pytest

from tools import ports
from tools.terminal import ToolError


def test_a_path_always_has_the_same_ports_below_the_ephemeral_range() -> None:
    bases = [ports.base_of(f"/home/somebody/project-{number}") for number in range(2000)]

    assert bases == [ports.base_of(f"/home/somebody/project-{number}") for number in range(2000)]
    assert all(base >= 1024 and ports.Ports(base).inbox < 32768 for base in bases)
    # Two checkouts meet about once in 1,200 pairs; a worse spread would be a mistake in the derivation.
    assert len(set(bases)) > 900


def test_port_base_moves_all_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT_BASE", "4000")

    assert ports.project_ports().product == 4000
    assert ports.project_ports().postgresql == 4002


@pytest.mark.parametrize("wrong", ["80", "32768", "-1", "many", "4e3"])
def test_a_port_base_out_of_range_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("PORT_BASE", wrong)

    with pytest.raises(ToolError, match="PORT_BASE"):
        ports.project_ports()


def test_a_taken_port_names_the_program_that_has_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(ToolError, match=rf"Port {port} \(the product\).*process {os.getpid()}"):
            ports.require_free(port, "the product")

    ports.require_free(port, "the product")
