import fcntl
import subprocess
from pathlib import Path

import pytest

from tools import worktree
from tools.lint import files
from tools.ports import base_of
from tools.terminal import ToolError

GIT_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit, in the folder `product`, and somebody's own variables in it."""
    for variable in GIT_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    root = tmp_path / "product"
    (root / "env").mkdir(parents=True)
    (root / ".gitignore").write_text("*.dump\n*.local.env\n.local/\n")
    (root / "env" / "all.env").touch()
    for module in (files, worktree):
        monkeypatch.setattr(module, "ROOT", root)
    # Where the tools run programs that show their output.
    monkeypatch.setattr("tools.terminal.ROOT", root)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--message", "First")
    (root / "env" / "development.local.env").write_text(
        "PORT_BASE=4000\nDATABASE_URL=postgresql://server.example/product\nSENTRY_DSN=https://here.example\n"
    )
    return root


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def test_a_worktree_shares_neither_ports_nor_data(checkout: Path) -> None:
    place = worktree.add("billing/plans")

    assert place == checkout.parent / "product-billing-plans"
    assert (place / "env" / "all.env").exists()
    own = place / "env" / "development.local.env"
    assert own.read_text() == "SENTRY_DSN=https://here.example\n"
    assert own.stat().st_mode & 0o077 == 0
    assert base_of(str(place)) != base_of(str(checkout))


def test_a_branch_that_exists_is_checked_out_as_it_is(checkout: Path) -> None:
    git(checkout, "branch", "review")

    assert (worktree.add("review") / ".git").exists()


def test_removing_keeps_the_branch(checkout: Path) -> None:
    place = worktree.add("billing")

    worktree.remove("billing")

    assert not place.exists()
    assert files.git("rev-parse", "--verify", "refs/heads/billing")


def test_uncommitted_work_is_not_lost(checkout: Path) -> None:
    place = worktree.add("billing")
    (place / "new.py").touch()

    with pytest.raises(ToolError, match="has uncommitted work"):
        worktree.remove("billing")

    assert (place / "new.py").exists()


@pytest.mark.parametrize("name", ["before.dump", "env/development.local.env"])
def test_what_git_does_not_keep_is_not_lost(checkout: Path, name: str) -> None:
    place = worktree.add("billing")
    (place / name).write_text("THERE=alone\n")

    with pytest.raises(ToolError, match=f"does not keep: {name}"):
        worktree.remove("billing")

    assert (place / name).exists()


def test_a_checkout_in_use_is_left_alone(checkout: Path) -> None:
    lease = worktree.add("billing") / ".local" / "services" / "lease-1"
    lease.parent.mkdir(parents=True)
    with lease.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(ToolError, match="is in use"):
            worktree.remove("billing")

    assert lease.exists()


def test_recipes_of_another_checkout_use_its_own_programs(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{checkout}/.venv/bin:/usr/bin:{checkout}/.local/tools/bin:/bin")
    monkeypatch.setenv("VIRTUAL_ENV", f"{checkout}/.venv")

    told = worktree.environment_elsewhere()

    assert told["PATH"] == "/usr/bin:/bin"
    assert str(checkout) not in told.values()
    assert "VIRTUAL_ENV" not in told


def test_a_folder_that_only_has_such_a_name_is_left_alone(checkout: Path) -> None:
    (checkout.parent / "product-letters").mkdir()

    with pytest.raises(ToolError, match="is no worktree of this repository"):
        worktree.remove("letters")

    assert (checkout.parent / "product-letters").exists()


@pytest.mark.parametrize("name", ["", "--force", "../elsewhere", "a b", ".."])
def test_names_that_are_no_branches_are_refused(checkout: Path, name: str) -> None:
    with pytest.raises(ToolError, match="cannot be the name of a branch"):
        worktree.add(name)


def test_a_project_inside_of_a_repository_has_no_worktrees(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (files, worktree):
        monkeypatch.setattr(module, "ROOT", checkout / "env")

    with pytest.raises(ToolError, match="not the top of a git repository"):
        worktree.add("billing")
