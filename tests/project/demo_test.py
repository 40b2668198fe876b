"""`just new` and `just demo`: what they refuse before anything is written."""

from pathlib import Path

from tests.project.project import just_program
from tests.utils import ANSWERS_FILE, ROOT, run


def test_a_refused_answer_is_one_plain_line_and_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "my-app"

    result = run(
        just_program(), "new", target, "--defaults", "--data", "project_slug=Not A Slug", cwd=ROOT
    )

    assert result.returncode != 0
    assert "lower-case letters" in result.stderr
    assert "Traceback" not in result.stderr
    assert not target.exists()


def test_a_question_that_does_not_exist_is_named_with_those_that_do(tmp_path: Path) -> None:
    result = run(
        just_program(),
        "new",
        tmp_path / "my-app",
        "--defaults",
        "--data",
        "projct_name=X",
        cwd=ROOT,
    )

    assert result.returncode != 0
    assert "projct_name" in result.stderr
    assert "project_name" in result.stderr


def test_answers_with_spaces_and_quotes_arrive_as_they_are(tmp_path: Path) -> None:
    target = tmp_path / "my app"

    result = run(
        just_program(),
        *("new", target, "--defaults"),
        *("--data", "project_name=Anna & Bob's", "--data", 'project_description=They said "yes".'),
        cwd=ROOT,
    )

    assert result.returncode == 0, result.stderr
    assert "# Anna & Bob's" in (target / "README.md").read_text()
    assert 'They said "yes".' in (target / "README.md").read_text()


def test_a_relative_folder_lies_where_the_recipe_was_called(tmp_path: Path) -> None:
    result = run(
        *(just_program(), "--justfile", ROOT / "Justfile", "new", "--defaults", "my-app"),
        cwd=tmp_path,
    )

    assert result.returncode == 0, result.stderr
    assert (tmp_path / "my-app" / "project.json").exists()


def test_a_demo_leaves_a_project_from_elsewhere_alone(tmp_path: Path) -> None:
    answers = tmp_path / ANSWERS_FILE
    answers.write_text("_src_path: https://example.com/another.git\n")

    result = run(just_program(), "demo", tmp_path, cwd=ROOT)

    assert result.returncode != 0
    assert "https://example.com/another.git" in result.stderr
    assert "just demo DIR" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [ANSWERS_FILE]


def test_a_demo_leaves_a_folder_with_something_else_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("Dear Anna")

    result = run(just_program(), "demo", tmp_path, cwd=ROOT)

    assert result.returncode != 0
    assert "not empty" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]
