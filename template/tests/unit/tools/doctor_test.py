import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import doctor
from tools.doctor import Finding
from tools.ports import Ports
from tools.services import ladder
from tools.terminal import ToolError


def found(findings: Iterator[Finding], subject: str) -> Finding:
    return next(finding for finding in findings if finding.subject == subject)


def test_what_is_wrong_is_shown_with_what_mends_it(capsys: pytest.CaptureFixture[str]) -> None:
    def look() -> Iterator[Finding]:
        yield Finding("pnpm", "12.21")
        yield Finding("node", "20.1; 22.22 or newer is needed", "just web setup")

    def broken() -> Iterator[Finding]:
        raise ToolError("PORT_BASE is 'x'.")
        yield

    assert doctor.examine((look, broken)) == 2
    shown = capsys.readouterr().out
    assert "ok  pnpm" in shown
    assert "!!  node" in shown
    assert "-> just web setup" in shown
    assert "PORT_BASE is 'x'." in shown
    assert "2 to mend." in shown

    assert doctor.examine(()) == 0
    assert "All is well." in capsys.readouterr().out


def test_a_machine_without_node_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    node = found(doctor.tools(), "node")

    assert node.seen == "missing; 22.22 or newer is needed"
    assert node.mend == "just web setup"


def test_what_cannot_be_looked_at_is_not_called_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doctor, "database", lambda: iter(()))

    assert found(doctor.project(), "TypeScript client").mend is None


def test_a_port_that_somebody_else_has_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("DATABASE_URL", "REDIS_URL", "SMTP_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(ladder, "DIRECTORY", tmp_path)
    monkeypatch.setattr(ladder, "named", lambda _: None)
    (tmp_path / "provider").write_text("local")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(ladder, "project_ports", lambda: Ports(port - 2))
        monkeypatch.setattr("tools.services.local_server.LOCAL", tmp_path)

        postgresql = found(doctor.servers(), "PostgreSQL")

    assert f"port {port} is taken by" in postgresql.seen
    assert str(os.getpid()) in postgresql.seen
    assert "PORT_BASE" in (postgresql.mend or "")


def test_javascript_packages_of_another_lock_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "web" / "node_modules" / ".pnpm"
    installed.mkdir(parents=True)
    (tmp_path / "web" / "pnpm-lock.yaml").write_text("settings: {}\n\npackages:\n\n  a@2:\n")
    (installed / "lock.yaml").write_text("\npackages:\n\n  a@1:\n")
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    monkeypatch.setattr(doctor, "quiet", lambda *_: True)

    packages = found(doctor.packages(), "JavaScript packages")
    assert packages.mend == "just web setup"

    (installed / "lock.yaml").write_text("\npackages:\n\n  a@2:\n")
    assert found(doctor.packages(), "JavaScript packages").mend is None
