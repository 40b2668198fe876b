"""A first copy ends in a repository of its own, with the next commands on the screen."""

import shlex
from pathlib import Path

from tests.utils import FOLDER, Copy, captured, commit, copier, git


def test_the_project_is_a_repository_on_main(copy: Copy, destination: Path) -> None:
    assert copy().returncode == 0
    assert git(destination, "branch", "--show-current") == "main\n"
    # The first commit is the person's own.
    assert git(destination, "status", "--porcelain").startswith("?? ")


def test_the_next_commands_are_printed(copy: Copy, destination: Path) -> None:
    shown = copy().stderr
    assert "Walnut Desk is ready" in shown
    commands = [
        "just setup",
        "just dev",
        "git add --all && git commit",
        "uvx --from rust-just just",
    ]
    assert [command for command in commands if command not in shown] == []
    entered = captured(r"(?m)^\s+cd (.+)$", shown)
    assert shlex.split(entered) in ([FOLDER], [str(destination)])
    assert "{{" not in shown


def test_a_folder_of_any_name_is_printed_for_the_shell(questionnaire: Path, tmp_path: Path) -> None:
    result = copier("copy", "--trust", "--defaults", questionnaire, "it's new", cwd=tmp_path)
    entered = captured(r"(?m)^\s+cd (.+)$", result.stderr)
    assert shlex.split(entered) == ["it's new"]


def test_inside_a_repository_there_is_no_second_one(copy: Copy, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "--quiet", "--initial-branch=trunk")
    assert copy(cwd=outer).returncode == 0
    assert (outer / FOLDER / "project.json").exists()
    assert not (outer / FOLDER / ".git").exists()
    assert Path(git(outer / FOLDER, "rev-parse", "--show-toplevel").strip()) == outer


def test_a_hook_of_another_repository_stays_untouched(copy: Copy, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "--quiet", "--initial-branch=trunk")
    (outer / "file").write_text("committed")
    commit(outer)
    (outer / "file").write_text("staged")
    git(outer, "add", "file")

    def state() -> list[str]:
        shown = [git(outer, "status", "--porcelain"), git(outer, "write-tree")]
        return [*shown, git(outer, "config", "--local", "--list")]

    before = state()
    # What git exports to a hook that runs while it commits.
    variables = {
        "GIT_DIR": str(outer / ".git"),
        "GIT_WORK_TREE": str(outer),
        "GIT_INDEX_FILE": str(outer / ".git/index"),
        "GIT_PREFIX": "",
    }
    result = copy(**variables)
    assert result.returncode == 0, result.stderr
    assert state() == before
    assert git(tmp_path / FOLDER, "branch", "--show-current") == "main\n"


def test_without_git_settings_of_a_person_it_works_too(
    copy: Copy, destination: Path, tmp_path: Path
) -> None:
    variables = {"HOME": str(tmp_path), "GIT_AUTHOR_NAME": "", "GIT_COMMITTER_NAME": ""}
    result = copy(**variables)
    assert result.returncode == 0, result.stderr
    assert git(destination, "branch", "--show-current") == "main\n"
