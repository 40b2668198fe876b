"""When nothing can be rendered, Copier says why in plain words, and writes nothing."""

import sys
from pathlib import Path

import pytest
from copier import run_copy, run_recopy

from tests.utils import (
    ANSWERS_FILE,
    FOLDER,
    VERSION,
    Copy,
    contents,
    git,
    run,
)


@pytest.mark.parametrize("name", ["notes.txt", ".env", "sub/file"])
def test_a_folder_with_other_files_is_refused(name: str, copy: Copy, destination: Path) -> None:
    (destination / name).parent.mkdir(parents=True)
    (destination / name).write_text("mine")
    result = copy()
    assert result.returncode != 0
    assert f"The folder {FOLDER} is not empty" in result.stderr.replace(
        f"{destination.parent}/", ""
    )
    assert contents(destination) == {name: b"mine"}


def test_a_folder_with_other_files_is_refused_whatever_its_name(
    questionnaire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ["it's mine", "-dash", "$(touch owned)", "a b", "glob*", 'quo"ted', "back\\slash"]:
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine").touch()
        with pytest.raises(ValueError, match="is not empty"):
            run_copy(str(questionnaire), name, defaults=True, quiet=True, unsafe=True)
        assert contents(tmp_path / name) == {"mine": b""}
    assert not (tmp_path / "owned").exists()


def test_a_folder_with_nothing_but_git_is_filled(copy: Copy, destination: Path) -> None:
    destination.mkdir()
    git(destination, "init", "--quiet", "--initial-branch=trunk")
    assert copy().returncode == 0
    assert (destination / ANSWERS_FILE).exists()
    assert git(destination, "branch", "--show-current") == "trunk\n"


def test_an_earlier_rendering_can_be_rendered_again(template: Path, destination: Path) -> None:
    run_copy(str(template), destination, vcs_ref=VERSION, defaults=True, quiet=True, unsafe=True)
    before = contents(destination)
    (destination / "README.md").write_text("Changed.\n")
    run_recopy(destination, defaults=True, overwrite=True, quiet=True, unsafe=True)
    assert contents(destination) == before


def test_without_trust_nothing_is_done(copy: Copy, destination: Path) -> None:
    result = copy(trust=False)
    assert result.returncode == 4
    assert "--trust" in result.stderr
    assert not destination.exists()


def test_a_missing_extension_is_named(questionnaire: Path, destination: Path) -> None:
    # As `uvx copier`, without `--with jinja2-shell-extension`.
    hide = "import sys; sys.modules['jinja2_shell_extension'] = None; from copier.__main__ import *"
    start = f"{hide}; CopierApp.run()"
    words = ["copy", "--trust", "--defaults", str(questionnaire), FOLDER]
    result = run(sys.executable, "-c", start, *words, cwd=destination.parent)
    assert result.returncode == 1
    assert "Copier could not load some Jinja extensions" in result.stderr
    assert "jinja2_shell_extension" in result.stderr
    assert not destination.exists()


def test_an_old_copier_is_told_what_it_lacks(
    copy: Copy, questionnaire: Path, destination: Path
) -> None:
    settings = questionnaire / "copier.yml"
    settings.write_text(
        settings.read_text().replace('_min_copier_version: "', '_min_copier_version: "99.')
    )
    result = copy()
    assert result.returncode == 1
    assert "requires Copier version >= 99" in result.stderr.replace("\n", " ")
    assert "Traceback" not in result.stderr
    assert not destination.exists()
