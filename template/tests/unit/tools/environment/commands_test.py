import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core import env_files
from app.core.settings import Settings
from app.core.variables import by_name, variables_of
from tools.environment import __main__ as program
from tools.environment.differences import differences
from tools.project import ROOT

KNOWN = by_name(variables_of(Settings))
DEVELOPMENT = {"DATABASE_URL": "postgresql://a:secret-word@b/c", "PORT": "9", "HOST": "x"}


@pytest.fixture
def just_env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs `just env …` in a project whose development is told some values."""
    monkeypatch.setattr(env_files, "ROOT", tmp_path)
    (tmp_path / "env").mkdir()
    lines = [env_files.written(name, value) for name, value in DEVELOPMENT.items()]
    (tmp_path / "env" / "development.local.env").write_text("\n".join([*lines, "STALE=1"]))
    (tmp_path / "env" / "production.env").write_text("PORT=80\n")

    def run(*words: str) -> int:
        parsed = program.parser().parse_args(words)
        return parsed.run(parsed)

    return run


def test_others_are_handed_what_is_declared(
    just_env: Callable[..., int],
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    just_env("export", "--environment", "development")
    everything = capfdbinary.readouterr().out
    assert (
        everything
        == b"export DATABASE_URL=postgresql://a:secret-word@b/c\nexport PORT=9\nexport HOST=x\n"
    )

    just_env("export", "--environment", "development", "--except", "PORT", "--format", "docker")
    assert b"PORT" not in capfdbinary.readouterr().out


def test_a_shell_keeps_neither_secrets_nor_addresses_nor_what_it_has_set_itself(
    just_env: Callable[..., int],
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in DEVELOPMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PORT", "7")
    with env_files.local_file("development").open("a") as file:
        file.write("\nPORT_BASE=20000\nSENTRY_DSN=https://secret-word@sentry.example/1\n")

    just_env("export", "--environment", "development", "--activate")

    assert capfdbinary.readouterr().out == b"export HOST=x\n"


def test_direnv_and_mise_source_what_sets_the_variables_of_development(tmp_path: Path) -> None:
    (tmp_path / "env").mkdir()
    shutil.copy(ROOT / "env" / "activate.sh", tmp_path / "env")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho \"export HOST='\\$1 #' TOLD='$PWD $*'\"\n")
    python.chmod(0o755)
    show = 'printf "%s|" "$ENVIRONMENT" "$HOST" "$TOLD"'

    def sourced(**variables: str) -> list[str]:
        words = ["bash", "-c", f"source {tmp_path}/env/activate.sh; {show}"]
        run = subprocess.run(words, capture_output=True, text=True, check=True, env=variables)
        assert run.stderr == ""
        return run.stdout.split("|")[:-1]

    path = os.environ["PATH"]
    told = f"{tmp_path} -m tools.environment export --activate"
    assert sourced(PATH=path) == ["development", "$1 #", told]
    assert sourced(PATH=path, ENVIRONMENT="test") == ["test", "$1 #", told]
    python.unlink()
    assert sourced(PATH=path) == ["development", "", ""]
    assert "source env/activate.sh" in (ROOT / ".envrc").read_text()
    mise = tomllib.loads((ROOT / "mise.toml").read_text())
    assert mise["env"]["_"]["source"] == "env/activate.sh"


def test_a_screen_masks_secrets_unless_asked(
    just_env: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    just_env("export", "--environment", "development")
    masked = capsys.readouterr()
    just_env("export", "--environment", "development", "--show")

    assert "secret-word" not in masked.out
    assert "PORT=9" in masked.out
    assert "--show shows them" in masked.err
    assert "secret-word" in capsys.readouterr().out


def test_two_environments_are_compared_in_groups(
    just_env: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    just_env("diff", "development", "production")

    assert capsys.readouterr().out.splitlines() == [
        *("Only in development:", "  DATABASE_URL=••••••", "  HOST=x"),
        *("Different: development, then production:", "  PORT=9", "  PORT=80"),
    ]


def test_a_comparison_shows_secrets_when_asked_and_what_is_the_same() -> None:
    lines = differences(("a", DEVELOPMENT), ("b", DEVELOPMENT), KNOWN, show=True)

    assert [*lines][:2] == ["The same in both:", "  DATABASE_URL=postgresql://a:secret-word@b/c"]


def test_a_list_tells_what_is_missing_and_how_to_get_it(
    just_env: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    just_env("list", "--environment", "development")

    told = capsys.readouterr().out
    assert "PORT=9\n    The port on which the product listens.\n    read by web, tools" in told
    assert "REDIS_URL=(missing; just services up)" in told
    assert "secret-word" not in told
