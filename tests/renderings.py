"""The set of renderings, computed from copier.yml: a new question enters every tier by itself."""

from collections.abc import Iterator
from itertools import combinations, cycle, product
from typing import Any

import yaml

from tests.utils import ROOT

IDENTITY = {
    "project_name",
    "project_slug",
    "project_description",
    "author_name",
    "author_email",
    "github_owner",
    "production_domain",
    "licence",
}
"""The questions that say who and what; every other one is a switch, which adds or removes something."""

TAKE_TURNS = {"secrets"}
"""The switches of which each project that is set up and tested has one answer, in turn: so they add no project."""

Factor = tuple[str, str | None]
"""A question and, where it takes several choices, one of them."""
Row = dict[Factor, object]
"""A value for each factor."""
Question = dict[str, Any]
"""What copier.yml says about a question."""


def choices(question: Question) -> list[Any]:
    """The values that a question offers, whichever way copier.yml lists them."""
    offered = question["choices"]
    labelled = offered.values() if isinstance(offered, dict) else offered
    values = [choice[1] if isinstance(choice, list) else choice for choice in labelled]
    return [value["value"] if isinstance(value, dict) else value for value in values]


def factors(questions: dict[str, Question]) -> dict[Factor, list[Any]]:
    """Every independent decision and its values, the "off" of each first.

    Raises ValueError for a switch of which the values cannot be listed.
    """
    found: dict[Factor, list[Any]] = {}
    for name, question in questions.items():
        if name in IDENTITY or "when" in question:
            continue
        if question.get("multiselect"):
            found |= {(name, choice): [False, True] for choice in choices(question)}
        elif "choices" in question:
            found[name, None] = choices(question)
        elif question.get("type") == "bool":
            found[name, None] = [False, True]
        else:
            raise ValueError(f"{name} is neither identity nor a switch with values to choose from")
    return found


def default_row(questions: dict[str, Question]) -> Row:
    """What the defaults choose. A default that is computed counts as the first value."""
    row: Row = {}
    for (name, choice), values in factors(questions).items():
        default = questions[name].get("default")
        if choice is not None:
            row[name, choice] = choice in (default or [])
        else:
            row[name, None] = default if default in values else values[0]
    return row


def pairs(space: dict[Factor, list[Any]]) -> Iterator[Row]:
    """Every pair of values of two different factors."""
    for one, other in combinations(space, 2):
        for values in product(space[one], space[other]):
            yield dict(zip((one, other), values, strict=True))


def covers(row: Row, part: Row) -> bool:
    """Whether a row has all the values of a part of one."""
    return all(row[factor] == value for factor, value in part.items())


def covering_array(space: dict[Factor, list[Any]]) -> list[Row]:
    """Few rows in which every pair stands at least once: each new row takes the values that cover the most open pairs."""
    missing = list(pairs(space))
    rows: list[Row] = []
    while missing:
        row = dict(missing[0])
        for factor in [factor for factor in space if factor not in row]:
            row[factor] = max(
                space[factor],
                key=lambda value: sum(
                    factor in part
                    and part[factor] == value
                    and all(
                        row.get(other, wanted) == wanted
                        for other, wanted in part.items()
                        if other != factor
                    )
                    for part in missing
                ),
            )
        # In the order of the questions, so that lists of choices are too.
        rows.append({factor: row[factor] for factor in space})
        missing = [part for part in missing if not covers(row, part)]
    return rows


def rows(questions: dict[str, Question]) -> dict[str, Row]:
    """Default, each switch alone, all, none, all but each, and the pairs; equal rows once, under the first name.

    What takes turns is chosen in these by their order, the default's first; the pairs have it as any other.
    """
    whole = factors(questions)
    space = {factor: values for factor, values in whole.items() if factor[0] not in TAKE_TURNS}
    default = {factor: default_row(questions)[factor] for factor in space}
    none = {factor: values[0] for factor, values in space.items()}
    everything = {factor: values[-1] for factor, values in space.items()}
    named = {"default": default}
    for factor, values in space.items():
        title = factor[1] or factor[0]
        for value in values:
            named[f"{title}={value}".lower()] = default | {factor: value}
        named[f"only-{title}"] = none | {factor: values[-1]}
        named[f"all-but-{title}"] = everything | {factor: values[0]}
    named |= {"all": everything, "none": none}
    distinct: dict[str, Row] = {}
    for name, row in named.items():
        if row not in distinct.values():
            distinct[name] = row
    for factor in whole.keys() - space.keys():
        first = default_row(questions)[factor]
        turns = cycle([first, *(value for value in whole[factor] if value != first)])
        for row in sorted(distinct.values(), key=is_a_project, reverse=True):
            row[factor] = next(turns)
    for number, row in enumerate(covering_array(whole), 1):
        if row not in distinct.values():
            distinct[f"pairs-{number}"] = row
    return distinct


def answers(row: Row) -> dict[str, object]:
    """The answers that a row stands for, as Copier takes them."""
    given: dict[str, Any] = {}
    for (name, choice), value in row.items():
        if choice is None:
            given[name] = value
        else:
            given.setdefault(name, [])
            if value:
                given[name].append(choice)
    return given


def projects(questions: dict[str, Question]) -> list[str]:
    """The names of the rows that are set up and tested: of those that differ in what takes turns alone, the first."""
    found: dict[frozenset[tuple[Factor, object]], str] = {}
    for name, row in rows(questions).items():
        if is_a_project(row):
            rest = {factor: value for factor, value in row.items() if factor[0] not in TAKE_TURNS}
            found.setdefault(frozenset(rest.items()), name)
    return list(found.values())


def is_a_project(row: Row) -> bool:
    """Whether a row has all choices of each question that takes several, or none: set up and tested, each takes minutes."""
    chosen: dict[str, set[object]] = {}
    for (name, choice), value in row.items():
        if choice is not None:
            chosen.setdefault(name, set()).add(value)
    return all(len(values) == 1 for values in chosen.values())


CONFIGURATION: dict[str, Any] = yaml.safe_load((ROOT / "copier.yml").read_text())
QUESTIONS: dict[str, Question] = {
    name: value for name, value in CONFIGURATION.items() if not name.startswith("_")
}
RENDERINGS: dict[str, dict[str, object]] = {
    name: answers(row) if name != "default" else {} for name, row in rows(QUESTIONS).items()
}
"""The answers of each rendering that has to work, by a name that a test can show."""
PROJECTS: list[str] = projects(QUESTIONS)
"""The renderings that are set up, linted and tested by their own recipes. What the others hold, these hold too."""
