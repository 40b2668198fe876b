"""The tests' own environment, whatever the shell has set that starts them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import env_files
from app.core.observability.settings import ObservabilitySettings
from app.core.settings import read, settings
from tests.authentication import VARIABLES
from tools.environment.declared import declared
from tools.project import ROOT


@pytest.fixture
def own_settings() -> Iterator[None]:
    """What this process has read stays its own."""
    yield
    settings.cache_clear()


def begin_tests_in(
    shell: dict[str, str], config: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What pytest does first in a shell; here in this process, because a new one takes seconds to load."""
    monkeypatch.setattr(os, "environ", shell)
    settings.cache_clear()
    conftest = config.pluginmanager.get_plugin(str(ROOT / "tests" / "conftest.py"))
    assert conftest
    conftest.pytest_configure(config)


def test_tests_see_the_same_whatever_their_shell_has_set(
    pytestconfig: pytest.Config, own_settings: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = {
        "DATABASE_URL": "postgresql://ada@database.example/product",
        "REDIS_URL": "redis://redis.example:6379/0",
        "SMTP_URL": "smtp://mail.example:25",
    }
    begin_tests_in({**os.environ, **addresses}, pytestconfig, monkeypatch)
    expected = settings().model_dump(exclude={"database_url"})
    # None of them is a value that the settings would take.
    hostile = dict.fromkeys([*declared(), "OTEL_SDK_DISABLED"], "hostile word")
    shell = {**os.environ, **hostile, **addresses, "ENVIRONMENT": "production"}

    begin_tests_in(shell, pytestconfig, monkeypatch)

    assert settings().model_dump(exclude={"database_url"}) == expected
    assert "database.example" in settings().database_url
    left = {name for name, value in os.environ.items() if value == "hostile word"}
    assert left == {n for n, each in declared().items() if each.of_machine} - {
        *(*addresses, "ENVIRONMENT"),
    }
    assert VARIABLES.items() <= os.environ.items()


def test_tests_read_no_file_that_only_this_machine_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "env").mkdir()
    for name in ("development", "test"):
        (tmp_path / "env" / f"{name}.local.env").write_text("SENTRY_ENVIRONMENT=of-this-machine\n")
    monkeypatch.setattr(env_files, "ROOT", tmp_path)

    assert read(ObservabilitySettings).sentry_environment is None
