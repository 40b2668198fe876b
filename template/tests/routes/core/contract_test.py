"""What the API's description promises, held against hundreds of made-up requests, fitting ones and others."""

import functools
from typing import Any, cast

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.python.asgi import get_client
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)

from app.main import create_app
from app.sessions.passwords import hashing

#: A failure must not depend on chance, and nothing has to be remembered between runs.
EXAMPLES = hypothesis_settings(
    max_examples=8,
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


def operations() -> list[tuple[str, str, GenerationMode]]:
    """Every operation with requests that fit and, where there is something to get wrong, with others."""
    return [
        (method, path, mode)
        for path, methods in create_app().openapi()["paths"].items()
        for method, operation in methods.items()
        for mode in GenerationMode
        if mode is GenerationMode.POSITIVE or operation.keys() & {"parameters", "requestBody"}
    ]


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = PasswordHash((Argon2Hasher(memory_cost=8, time_cost=1, parallelism=1),))
    monkeypatch.setattr(hashing, "hasher", lambda: weak)
    # The one that is kept for good must not be a weak one.
    monkeypatch.setattr(hashing, "nobodys_hash", functools.cache(lambda: weak.hash("nobody")))


@pytest.mark.parametrize(("method", "path", "mode"), operations())
def test_every_operation_answers_as_it_is_described(
    app: FastAPI, user_client: TestClient, method: str, path: str, mode: GenerationMode
) -> None:
    description = app.openapi()
    operation = schemathesis.openapi.from_dict(description)[path][method]
    declared = {
        int(status)
        for status in description["paths"][path][method]["responses"]
        if status.isdigit()
    }
    session = get_client(cast("Any", app))
    session.cookies.update(dict(user_client.cookies))
    asked = 0

    @EXAMPLES
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        nonlocal asked
        answer = case.call(session=session, app=app)
        # Not "default", under which every status would be declared.
        assert answer.status_code in declared, (answer.status_code, answer.text)
        case.validate_response(answer, checks=CHECKS)
        asked += 1

    ask()
    assert asked
