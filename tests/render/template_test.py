"""The template itself: few Jinja files, strict ones, equal to their shadows, and questions that all do something."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from copier import run_copy
from copier.errors import CopierError
from jinja2 import UndefinedError

from scripts.shadows import pairs, stale
from tests.render.utils import complaint
from tests.renderings import CONFIGURATION, IDENTITY, QUESTIONS, choices
from tests.utils import ROOT, captured, contents, files, texts

OTHER_ANSWERS = {
    "project_name": "Quince Ledger",
    "project_slug": "quince-ledger",
    "project_description": "Keeps the books of an orchard.",
    "author_name": "Quince & Daughters",
    "author_email": "post@quince.example",
    "github_owner": "quince-and-daughters",
    "production_domain": "ledger.quince.example",
}


def test_shadows_say_what_their_templates_render(template: Path) -> None:
    assert [str(path.relative_to(template)) for path in stale(template)] == []


def test_a_changed_template_is_noticed(own_template: Path) -> None:
    readme = own_template / "template/README.md.jinja"
    readme.write_text(readme.read_text() + "One more line.\n")
    assert own_template / "template/README.md" in stale(own_template)


def test_jinja_is_rare_and_stays_out_of_program_code(template: Path) -> None:
    templates = [name for name, _ in files(template / "template") if name.endswith(".jinja")]
    own = [name for name in templates if "/emails/" not in name]
    assert len(own) <= 15
    assert len(own) == len(pairs(template)) + 1  # The answers file has no shadow.
    assert [
        n
        for n in own
        if re.search(r"\.(tsx?|just|yml|yaml)\.jinja$|Justfile|Dockerfile|\.github", n)
    ] == ["web/app/features.ts.jinja", "web/pnpm-lock.yaml.jinja"]
    # Braces after a dollar belong to workflows and shells, and Jinja would render them silently.
    assert [
        name
        for name in own
        if re.search(r"\$\{\{|\{\{\{\{", (template / "template" / name).read_text())
    ] == []


def test_conditions_are_comments_where_a_template_is_toml_or_yaml(template: Path) -> None:
    for path in pairs(template):
        if path.name == "pnpm-lock.yaml.jinja":
            continue  # No text with conditions: it takes lines out of the file beside it.
        name, text = path.name.removesuffix(".jinja"), path.read_text()
        if Path(name).suffix in {".toml", ".yml", ".yaml"}:
            # An expression stands for a value, so a value in its place has to parse.
            assert complaint(name, re.sub(r"\{\{.*?\}\}", "0", text)) is None
        assert "{%" not in text, f"{path.name} has a block; write it as a line, `#% if`"


@pytest.mark.parametrize("place", ["README.md.jinja", "app/features.py.jinja"])
def test_an_unknown_variable_fails(place: str, own_template: Path, destination: Path) -> None:
    file = own_template / "template" / place
    file.write_text(file.read_text() + "# {{ projekt_name }}\n")
    with pytest.raises((UndefinedError, CopierError), match="projekt_name"):
        run_copy(str(own_template), destination, defaults=True, quiet=True, unsafe=True)
    assert not destination.exists()


def test_every_identity_question_changes_something(render: Callable[..., Path]) -> None:
    assert OTHER_ANSWERS.keys() == IDENTITY - {"licence"}
    before, after = texts(render()), texts(render(**OTHER_ANSWERS))
    for name, answer in OTHER_ANSWERS.items():
        said = [
            file for file, text in after.items() if answer in text and answer not in before[file]
        ]
        assert said, f"{name} is asked for, and no file says it"


@pytest.mark.parametrize(
    ("name", "choice"),
    [
        (name, choice)
        for name, question in QUESTIONS.items()
        if "choices" in question
        for choice in choices(question)
    ],
)
def test_every_choice_changes_something(
    name: str, choice: str, render: Callable[..., Path]
) -> None:
    question = QUESTIONS[name]
    if question.get("multiselect"):
        everything = choices(question)
        one, other = everything, [value for value in everything if value != choice]
    else:
        one, other = choice, next(value for value in choices(question) if value != choice)
    assert contents(render(**{name: one})) != contents(render(**{name: other}))


@pytest.mark.parametrize(
    "name", [name for name, q in QUESTIONS.items() if q.get("type") == "bool"] or ["(none)"]
)
def test_every_yes_or_no_changes_something(name: str, render: Callable[..., Path]) -> None:
    if name in QUESTIONS:
        assert contents(render(**{name: True})) != contents(render(**{name: False}))


def test_every_question_has_a_default_and_a_help_text_and_free_text_a_validator() -> None:
    for name, question in QUESTIONS.items():
        assert "default" in question, name
        assert question["help"].endswith(("?", ".")), name
        assert question.get("type") == "bool" or "choices" in question or question["validator"], (
            name
        )


def test_the_features_left_out_are_the_features_offered() -> None:
    listed = captured(r"for feature in (\[.*?\])", "".join(CONFIGURATION["_exclude"]))
    assert yaml.safe_load(listed) == choices(QUESTIONS["features"])
    for feature in choices(QUESTIONS["features"]):
        assert (ROOT / "template/app" / feature).is_dir(), f"{feature} is offered, and is not there"


def test_the_living_answers_answer_every_question_with_every_feature_on() -> None:
    living = yaml.safe_load((ROOT / "tests/living_answers.yml").read_text())
    # `living` is no answer: the file says what it is for.
    always = {name for name, question in QUESTIONS.items() if "when" not in question}
    assert living.keys() - {"living"} == always
    assert living["features"] == choices(QUESTIONS["features"])
