import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from schemathesis import GenerationMode

from tests.contract import compare_with_description, operations


@pytest.mark.parametrize(("method", "path", "mode"), operations("sessions"))
def test_every_operation_answers_as_it_is_described(
    app: FastAPI, user_client: TestClient, method: str, path: str, mode: GenerationMode
) -> None:
    compare_with_description(app, user_client, method, path, mode)
