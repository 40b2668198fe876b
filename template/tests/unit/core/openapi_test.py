from collections.abc import Iterator
from typing import Any

import pytest

from app.main import create_app

PROBLEM = {"$ref": "#/components/schemas/Problem"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return create_app().openapi()


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        yield from path.values()


def test_every_failure_is_declared_in_the_envelope(document: dict[str, Any]) -> None:
    for operation in operations(document):
        failures = {
            status: answer
            for status, answer in operation["responses"].items()
            if not status.startswith(("2", "3"))
        }
        assert "default" in failures
        for answer in failures.values():
            assert answer["content"]["application/json"]["schema"] == PROBLEM


def test_no_other_form_of_failure_is_left(document: dict[str, Any]) -> None:
    assert not [name for name in document["components"]["schemas"] if "ValidationError" in name]


def test_names_of_operations_are_those_of_their_functions(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for operation in operations(document)]

    assert {"show_me", "update_me"} <= set(names)
    assert len(names) == len(set(names))


def test_what_needs_a_session_says_so(document: dict[str, Any]) -> None:
    responses = document["paths"]["/api/accounts/me"]["get"]["responses"]

    assert "not_signed_in" in responses["401"]["description"]


def test_limits_of_fields_are_declared(document: dict[str, Any]) -> None:
    fields = document["components"]["schemas"]["UserUpdate"]["properties"]

    (name,) = [
        each for each in fields["name"].get("anyOf", [fields["name"]]) if "maxLength" in each
    ]
    assert name.items() >= {"minLength": 1, "maxLength": 100}.items()
