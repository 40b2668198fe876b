import functools

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from schemathesis import GenerationMode
from sqlmodel import Session

from app.accounts.models import User
from app.api_keys.programs import VERSION, description
from app.api_keys.scopes import known_scopes
from tests.contract import Description, compare_with_description, operations
from tests.factories.api_keys import token_with
from tests.routes.api_keys.conftest import Program


@functools.cache
def from_the_root() -> Description:
    """What programs may do, with whole addresses."""
    paths = {f"/api/{VERSION}{path}": each for path, each in description()["paths"].items()}
    return description() | {"paths": paths}


@pytest.mark.parametrize(("method", "path", "mode"), operations("api_keys"))
def test_every_operation_of_people_answers_as_it_is_described(
    app: FastAPI, user_client: TestClient, method: str, path: str, mode: GenerationMode
) -> None:
    compare_with_description(app, user_client, method, path, mode)


@pytest.mark.parametrize(("method", "path", "mode"), operations(description=from_the_root()))
def test_every_operation_of_programs_answers_as_it_is_described(
    app: FastAPI,
    program: Program,
    database: Session,
    user: User,
    method: str,
    path: str,
    mode: GenerationMode,
) -> None:
    token = token_with(database, user, *(scope.name for scope in known_scopes()))

    compare_with_description(app, program(token), method, path, mode, from_the_root())
