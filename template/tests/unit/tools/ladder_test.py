from pathlib import Path

import pytest

from tools.services import compose, ladder
from tools.services.ladder import Services
from tools.terminal import ToolError

VARIABLES = ("DATABASE_URL", "REDIS_URL", "SMTP_URL")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout without services, whose environment names none."""
    monkeypatch.setattr(ladder, "LOCAL", tmp_path)
    monkeypatch.setattr(ladder, "DIRECTORY", tmp_path / "services")
    monkeypatch.setattr(ladder, "KEPT", tmp_path / "services" / "kept")
    monkeypatch.setattr(ladder, "ADDRESS_FILE", tmp_path / "services.env")
    monkeypatch.setenv("ENVIRONMENT", "development")
    for variable in VARIABLES:
        monkeypatch.setattr(ladder, "named", {}.get)
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


def put_docker_on_path(directory: Path, monkeypatch: pytest.MonkeyPatch, *, answers: bool) -> None:
    program = directory / "docker"
    program.write_text(f"#!/bin/sh\nexit {0 if answers else 1}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(directory), prepend=":")


def test_servers_that_the_environment_names_are_not_started(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = {"DATABASE_URL": "postgresql://db.example/product", "SMTP_URL": "smtp://mail.example"}
    monkeypatch.setattr(ladder, "named", named.get)

    services = Services()

    assert services.needed == ["REDIS_URL"]
    assert services.all_addresses()["DATABASE_URL"] == "postgresql://db.example/product"
    assert set(services.addresses()) <= {"REDIS_URL"}


def test_a_docker_client_without_an_engine_is_passed_over(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_docker_on_path(checkout, monkeypatch, answers=False)

    assert not compose.available()
    assert Services().provider() == "local"


def test_an_engine_that_appears_later_does_not_hide_the_data_of_the_local_servers(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_docker_on_path(checkout, monkeypatch, answers=False)
    Services().provider()
    put_docker_on_path(checkout, monkeypatch, answers=True)

    assert compose.available()
    assert Services().provider() == "local"


def test_the_address_file_is_readable_by_its_owner_alone(checkout: Path) -> None:
    Services().write_addresses()

    assert (checkout / "services.env").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_the_services_of_development_are_for_nothing_else(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, environment: str
) -> None:
    monkeypatch.setenv("ENVIRONMENT", environment)

    with pytest.raises(ToolError, match=f"ENVIRONMENT says {environment}"):
        Services()
