"""What the API's description promises, held against hundreds of made-up requests, fitting ones and others."""

from pathlib import Path
from typing import Any, cast

import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.python.asgi import get_client
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)

from app.main import create_app

#: A failure must not depend on chance, and nothing has to be remembered between runs.
EXAMPLES = hypothesis_settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
CHECKS: list[Any] = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


#: How clients that are no browsers say who they are.
SHOWN = ("authorization",)
FOLDER = Path(__file__).parent / "routes"

type Description = dict[str, Any]

READ: dict[int, tuple[Any, Description]] = {}


def operations(
    of: str | None = None, description: Description | None = None
) -> list[tuple[str, str, GenerationMode]]:
    """Operations with requests that fit and, where there is something to get wrong, with others.

    Those `of` a feature, or of all features that have no test of this kind in a folder of their own; or all of another
    description.
    """

    def is_wanted(operation: dict[str, Any]) -> bool:
        if description:
            return True
        tag = (operation.get("tags") or ["core"])[0]
        own = FOLDER / tag / "contract_test.py"
        return tag == of if of else tag == "core" or not own.exists()

    return [
        (method, path, mode)
        for path, methods in (description or create_app().openapi())["paths"].items()
        for method, operation in methods.items()
        if is_wanted(operation)
        for mode in GenerationMode
        if mode is GenerationMode.POSITIVE or operation.keys() & {"parameters", "requestBody"}
    ]


def schema_of(description: Description) -> Any:
    """A description as Schemathesis reads it, once for all operations."""
    read = READ.get(id(description))
    if read is None:
        # With the description itself, whose number no other then gets.
        read = READ[id(description)] = (schemathesis.openapi.from_dict(description), description)
    return read[0]


def compare_with_description(
    app: FastAPI,
    client: TestClient,
    method: str,
    path: str,
    mode: GenerationMode,
    description: Description | None = None,
) -> None:
    """Ask as `client` what an operation of the API, or of another description, promises to answer."""
    description = description or app.openapi()
    operation = schema_of(description)[path][method]
    declared = {
        int(status)
        for status in description["paths"][path][method]["responses"]
        if status.isdigit()
    }
    session = get_client(cast("Any", app))
    session.cookies.update(dict(client.cookies))
    asked = 0

    @EXAMPLES
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        nonlocal asked
        # Not one that was made up: with that, everything would answer alike.
        case.headers.update(
            {name: client.headers[name] for name in SHOWN if name in client.headers}
        )
        answer = case.call(session=session, app=app)
        # Not "default", under which every status would be declared.
        assert answer.status_code in declared, (answer.status_code, answer.text)
        case.validate_response(answer, checks=CHECKS)
        asked += 1

    ask()
    assert asked
