import subprocess
import sys
from pathlib import Path

import pytest

from tools.lint import files, runner, secrets, spelling
from tools.lint.__main__ import chosen
from tools.lint.checks import CHECKS, Check
from tools.lint.runner import mend, run_checks
from tools.terminal import ToolError

GIT_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


def check(
    name: str, program: str, *, mends_by: str = "", after: str = "", about: str = ""
) -> Check:
    """A check that is a Python program."""
    return Check(
        name=name,
        area="py",
        purpose=f"whether {name} is well",
        command=(sys.executable, "-c", program),
        fix=(sys.executable, "-c", mends_by) if mends_by else (),
        after=after,
        files=(lambda file: file.suffix == about) if about else None,
    )


def names(outcomes: list[runner.Outcome]) -> list[str]:
    return [outcome.check.name for outcome in outcomes]


def test_only_what_failed_shows_its_output(capfd: pytest.CaptureFixture[str]) -> None:
    failed = run_checks(
        [
            check("calm", "print('nothing of interest')"),
            check("broken", "print('line 7 is wrong'); raise SystemExit(3)", mends_by="pass"),
        ]
    )

    shown = capfd.readouterr().out
    assert names(failed) == ["broken"]
    assert "line 7 is wrong" in shown
    assert "nothing of interest" not in shown
    assert "1 of 2 checks failed" in shown
    assert "`just lint-fix` may mend: broken." in shown


def test_checks_run_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    # Each waits for the other, so they end only together.
    meet = (
        "import pathlib, time\n"
        "pathlib.Path({mine!r}).touch()\n"
        "while not pathlib.Path({other!r}).exists(): time.sleep(0.01)\n"
    )
    one, two = str(tmp_path / "one"), str(tmp_path / "two")

    assert (
        run_checks(
            [
                check("one", meet.format(mine=one, other=two)),
                check("two", meet.format(mine=two, other=one)),
            ]
        )
        == []
    )


def test_a_check_begins_after_the_one_that_it_builds_on(tmp_path: Path) -> None:
    file = str(tmp_path / "types")
    written = f"import time; time.sleep(0.1); open({file!r}, 'w')"

    assert (
        run_checks([check("reads", f"open({file!r})", after="writes"), check("writes", written)])
        == []
    )
    # Chosen alone, it does not wait for what is not asked for.
    assert run_checks([check("reads", f"open({file!r})", after="writes")]) == []


def test_a_program_that_is_not_there_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    missing = Check(name="odd", area="py", purpose="", command=("no-such-program",))

    assert names(run_checks([missing])) == ["odd"]
    assert "`no-such-program` is not installed. Run `just setup`." in capfd.readouterr().out


def test_a_check_gets_the_files_that_it_is_about(capfd: pytest.CaptureFixture[str]) -> None:
    failing = "import sys; print(sys.argv[1:]); raise SystemExit(1)"

    run_checks([check("lists", failing, about=".sh")])
    nothing = run_checks([check("none", failing, about=".no-such-suffix")])

    assert "'tools/sync.sh'" in capfd.readouterr().out
    assert nothing == []


def test_mending_tells_what_could_not_be_mended(capfd: pytest.CaptureFixture[str]) -> None:
    left = mend(
        [
            check("mended", "raise SystemExit(1)", mends_by="print('quiet')"),
            check("stubborn", "", mends_by="print('by hand, please'); raise SystemExit(1)"),
            check("no way", "raise SystemExit(1)"),
        ]
    )

    shown = capfd.readouterr().out
    assert names(left) == ["stubborn"]
    assert "by hand, please" in shown
    assert "quiet" not in shown


def test_checks_are_chosen_by_name_and_by_area() -> None:
    assert chosen([]) == list(CHECKS)
    assert [each.name for each in chosen(["spelling", "shell"])] == ["spelling", "shell"]
    assert {each.area for each in chosen(["web"])} == {"web"}
    with pytest.raises(ToolError, match=r"no check 'spellings'. There are: .*spelling"):
        chosen(["spellings"])


@pytest.mark.parametrize("in_repository", [True, False])
def test_the_projects_files_are_those_that_git_does_not_ignore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_repository: bool
) -> None:
    project(
        tmp_path, monkeypatch, {".gitignore": ".local/\nsecret/\n", "a b.py": "", "secret/key": ""}
    )
    if in_repository:
        (tmp_path / "gone.py").touch()
        for words in (["init", "--quiet"], ["add", "gone.py"]):
            subprocess.run(["git", *words], cwd=tmp_path, check=True)
        (tmp_path / "gone.py").unlink()

    assert [str(file) for file in files.project_files()] == [".gitignore", "a b.py"]


def test_a_key_in_a_file_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    # In two parts, so that this file does not hold it.
    key = "ghp_" + "x7Kq2mW9vB4nT8rY1cZ5dF3gH6jL0pS2aQ4e"
    project(tmp_path, monkeypatch, {"app/mail.py": f'token = "{key}"\n'})

    with pytest.raises(SystemExit, match="1"):
        secrets.main()

    told = capfd.readouterr().out
    assert "app/mail.py" in told
    assert key not in told


def test_misspelt_words_are_found_and_names_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    identity = '{"name": "RecieveTeh", "author": "Maintenence"}'  # misspelt on purpose
    text = "RecieveTeh: teh maintenence is seperate.\n"  # misspelt on purpose
    project(tmp_path, monkeypatch, {"project.json": identity, "README.md": text})

    with pytest.raises(SystemExit, match="2"):
        spelling.main()

    assert capfd.readouterr().out.splitlines() == [
        "README.md:1:32: error: `seperate` should be `separate`"  # misspelt on purpose
    ]


def project(root: Path, monkeypatch: pytest.MonkeyPatch, contents: dict[str, str]) -> None:
    """Let the checks take a folder with these files for the project."""
    for name, text in {".gitignore": ".local/\n", **contents}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / ".local").mkdir()
    for module in (files, secrets, spelling):
        monkeypatch.setattr(module, "ROOT", root)
        monkeypatch.setattr(module, "LOCAL", root / ".local")
    for variable in GIT_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", runner.path())
