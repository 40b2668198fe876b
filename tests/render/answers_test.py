"""Bad answers are refused, in plain words, before a file is written; unusual good ones arrive as they are."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from copier import run_copy

from tests.render.answers import FIELDS, REFUSED, UNUSUAL
from tests.render.utils import complaints
from tests.renderings import QUESTIONS
from tests.utils import ANSWERS_FILE, Copy


def test_every_question_is_tried() -> None:
    assert REFUSED.keys() == QUESTIONS.keys()
    free_text = {name for name, q in QUESTIONS.items() if "choices" not in q and "when" not in q}
    assert UNUSUAL.keys() == FIELDS.keys() == free_text


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_answer_is_refused(name: str, questionnaire: Path, destination: Path) -> None:
    message, values = REFUSED[name]
    for value in values:
        with pytest.raises(ValueError, match=name) as refusal:  # noqa: PT012 - the value that was taken is told
            run_copy(
                str(questionnaire),
                destination,
                # With what the question is asked for, if it is not always.
                data={"secrets": "onepassword", name: value},
                defaults=True,
                quiet=True,
                unsafe=True,
            )
            pytest.fail(f"{name} took {value!r}")
        assert message in str(refusal.value), f"{value!r}"
        assert not destination.exists(), f"{value!r} was refused, and files were written"


def test_the_command_line_refuses_a_bad_answer(copy: Copy, destination: Path) -> None:
    result = copy("--data", "project_slug=My Product")
    assert result.returncode != 0
    assert REFUSED["project_slug"][0] in result.stderr
    assert not destination.exists()


@pytest.mark.parametrize("row", range(max(map(len, UNUSUAL.values()))))
def test_unusual_answers_arrive_as_they_are(row: int, render: Callable[..., Path]) -> None:
    answers = {name: values[row % len(values)] for name, values in UNUSUAL.items()}
    path = render(**answers)
    assert complaints(path) == []
    identity = json.loads((path / "project.json").read_text())
    assert identity == {FIELDS[name]: value for name, value in answers.items()}
    recorded = yaml.safe_load((path / ANSWERS_FILE).read_text())
    assert {name: recorded[name] for name in answers} == answers
    package = tomllib.loads((path / "pyproject.toml").read_text())["project"]
    # Not the slug alone: a product called celery would be taken for the package that it depends on.
    assert package["name"] == f"{answers['project_slug']}-backend"
    assert package["description"] == answers["project_description"]
    package = json.loads((path / "web/package.json").read_text())
    assert package["name"].startswith(answers["project_slug"])
    readme = (path / "README.md").read_text()
    assert readme.startswith(f"# {answers['project_name']}\n\n{answers['project_description']}\n")
    assert answers["author_name"] in (path / "LICENSE").read_text()
