import subprocess
from pathlib import Path

import pytest

from tools import hints, hooks
from tools.lint import files

ROOT = files.ROOT
GIT_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository that is taken for the project's own, on a machine that is not CI's."""
    for variable in (*GIT_VARIABLES, "CI"):
        monkeypatch.delenv(variable, raising=False)
    for module in (hooks, files):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "lefthook.yml").write_text((ROOT / "lefthook.yml").read_text())
    git(tmp_path, "init", "--quiet")
    return tmp_path


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def installed(folder: Path) -> set[str]:
    hooks_folder = folder / ".git" / "hooks"
    return {file.name for file in hooks_folder.iterdir() if file.suffix != ".sample"}


def test_setting_up_installs_the_hooks(repository: Path, capfd: pytest.CaptureFixture[str]) -> None:
    hooks.install_hooks()

    assert installed(repository) >= {"pre-push", "post-merge", "post-rewrite"}
    assert "checks before a push" in capfd.readouterr().out


def test_a_larger_repository_keeps_its_own_hooks(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "product").mkdir()
    for module in (hooks, files):
        monkeypatch.setattr(module, "ROOT", repository / "product")

    hooks.install_hooks()

    assert installed(repository) == set()


def test_no_hooks_on_the_machines_of_ci_and_outside_of_repositories(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    hooks.install_hooks()
    assert installed(repository) == set()

    monkeypatch.delenv("CI")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    hooks.install_hooks()
    assert installed(repository) == set()


def test_hooks_that_cannot_be_installed_stop_nobody(
    repository: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (repository / "lefthook.yml").write_text("pre-push: [")

    hooks.install_hooks()

    assert "git hooks are not installed: " in capfd.readouterr().out


def test_a_merge_tells_what_to_run_after_it(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(repository, "add", "--all")
    git(repository, "commit", "--message", "First")
    git(repository, "update-ref", "ORIG_HEAD", "HEAD")
    (repository / "migrations" / "billing").mkdir(parents=True)
    (repository / "migrations" / "billing" / "create_invoices.py").touch()
    (repository / "uv.lock").touch()
    git(repository, "add", "--all")
    git(repository, "commit", "--message", "Second")

    hints.main()

    assert capsys.readouterr().out.splitlines() == [
        "Packages have changed: run `just setup`.",
        "The database has new migrations: run `just db migrate`.",
    ]


def test_other_changes_need_no_hint() -> None:
    assert hints.hints(["app/billing/service.py", "docs/migrations.md"]) == []
