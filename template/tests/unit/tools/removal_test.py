import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import removal

MADE = [
    *(".ruff_cache/a", "app/core/__pycache__/a.pyc", ".local/lint/a", ".local/test-results/a"),
    *("web/build/client/a", "web/.react-router/a"),
]
INSTALLED = [
    ".venv/bin/a",
    ".venv/lib/a/__pycache__/a.pyc",
    "web/node_modules/a/a",
    ".local/services/a",
]
WRITTEN = [
    ".local/keys/key.txt",
    "app/core/a.py",
    "env/development.local.env",
    "uv.lock",
    "web/app/generated/a.ts",
]
Remove = Callable[..., int]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which everything was run."""
    for name in (*MADE, *INSTALLED, *WRITTEN):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(removal, "ROOT", tmp_path)
    monkeypatch.setattr(removal, "stop_services", lambda: None)
    monkeypatch.setenv("ENVIRONMENT", "development")
    return tmp_path


@pytest.fixture
def remove(monkeypatch: pytest.MonkeyPatch) -> Remove:
    """`just clean` or `just nuke`, by somebody without a terminal. Returns the exit status."""

    def run(*words: str) -> int:
        monkeypatch.setattr(sys, "argv", ["just", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO("yes\n"))
        try:
            removal.main()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    return run


def left(project: Path) -> set[str]:
    return {str(file.relative_to(project)) for file in project.rglob("*") if file.is_file()}


def test_cleaning_leaves_what_was_written_and_installed(project: Path, remove: Remove) -> None:
    assert remove("clean", "all") == 0

    assert left(project) == {*WRITTEN, *INSTALLED}


def test_a_part_is_cleaned_alone(project: Path, remove: Remove) -> None:
    assert remove("clean", "web") == 0

    assert {".ruff_cache/a", "app/core/__pycache__/a.pyc"} <= left(project)
    assert "web/build/client/a" not in left(project)


def test_all_goes_that_was_not_written(project: Path, remove: Remove) -> None:
    assert remove("nuke", "all", "--yes") == 0

    assert left(project) == {*WRITTEN}


def test_nothing_goes_without_a_yes(
    project: Path, remove: Remove, capsys: pytest.CaptureFixture[str]
) -> None:
    before = left(project)

    assert remove("nuke", "all") == 1

    told = capsys.readouterr()
    assert left(project) == before
    assert "web/node_modules" in told.out
    assert "Nothing was deleted. Add --yes" in told.err


@pytest.mark.parametrize("words", [("clean", "all"), ("nuke", "py", "--yes")])
def test_nothing_goes_in_production(
    project: Path,
    remove: Remove,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    before = left(project)
    monkeypatch.setenv("ENVIRONMENT", "production")

    assert remove(*words) == 1

    assert left(project) == before
    assert "ENVIRONMENT says production" in capsys.readouterr().err


def test_a_link_is_deleted_and_not_what_it_leads_to(project: Path, remove: Remove) -> None:
    (project / "elsewhere").mkdir()
    (project / "elsewhere" / "kept").touch()
    (project / ".pytest_cache").symlink_to(project / "elsewhere")

    assert remove("clean", "py") == 0

    assert not (project / ".pytest_cache").exists()
    assert (project / "elsewhere" / "kept").exists()
