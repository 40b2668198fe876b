"""The set of renderings is complete, for the questions of today and for those that may come."""

import pytest

from tests.renderings import (
    IDENTITY,
    PROJECTS,
    QUESTIONS,
    RENDERINGS,
    Question,
    answers,
    covering_array,
    covers,
    factors,
    pairs,
    projects,
    rows,
)

FUTURE = {
    "project_name": {"type": "str"},
    "billing": {"type": "bool", "default": False},
    "target": {"choices": {"One": "one", "Two": "two", "Three": "three"}, "default": "two"},
    "features": {
        "type": "str",
        "multiselect": True,
        "choices": ["notes", "files"],
        "default": ["notes"],
    },
    "admin": {"type": "bool", "default": True},
}
"""A questionnaire with every kind of switch."""


@pytest.mark.parametrize("questions", [QUESTIONS, FUTURE], ids=["today", "future"])
def test_every_pair_of_choices_is_rendered(questions: dict[str, Question]) -> None:
    rendered = list(rows(questions).values())
    missing = [
        pair for pair in pairs(factors(questions)) if not any(covers(row, pair) for row in rendered)
    ]
    assert missing == []


def test_the_covering_array_has_every_pair_and_is_small() -> None:
    space = factors(FUTURE)
    array = covering_array(space)
    assert [pair for pair in pairs(space) if not any(covers(row, pair) for row in array)] == []
    assert len(array) <= 10  # of 48 combinations


def test_the_set_has_default_all_none_each_alone_and_all_but_each() -> None:
    rendered = [answers(row) for row in rows(FUTURE).values()]
    default = {"billing": False, "target": "two", "features": ["notes"], "admin": True}
    everything = {"billing": True, "target": "three", "features": ["notes", "files"], "admin": True}
    none = {"billing": False, "target": "one", "features": [], "admin": False}
    for wanted in (
        default,
        everything,
        none,
        default | {"billing": True},
        default | {"features": []},
        default | {"features": ["notes", "files"]},
        none | {"admin": True},
        none | {"features": ["files"]},
        everything | {"target": "one"},
        everything | {"features": ["files"]},
    ):
        assert wanted in rendered
    assert len(rendered) == len({repr(row) for row in rendered}), "a set of answers stands twice"


def test_a_switch_without_a_list_of_values_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        factors({"colour": {"type": "str"}})


def test_a_new_question_is_either_identity_or_rendered_both_ways() -> None:
    assert QUESTIONS.keys() >= IDENTITY
    for name in {name for name in QUESTIONS if "when" not in QUESTIONS[name]} - IDENTITY:
        values = {repr(row.get(name)) for row in RENDERINGS.values()}
        assert len(values) > 1, f"{name} has the same answer everywhere"


@pytest.mark.parametrize("questions", [QUESTIONS, FUTURE], ids=["today", "future"])
def test_the_projects_that_are_tested_have_every_value(questions: dict[str, Question]) -> None:
    tested = [rows(questions)[name] for name in projects(questions)]
    for factor, values in factors(questions).items():
        for value in values:
            assert any(row[factor] == value for row in tested), (factor, value)


def test_the_default_is_among_the_projects_that_are_tested() -> None:
    assert "default" in PROJECTS
