import functools

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from schemathesis import GenerationMode

from app.sessions.passwords import hashing
from tests.contract import compare_with_description, operations


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = PasswordHash((Argon2Hasher(memory_cost=8, time_cost=1, parallelism=1),))
    monkeypatch.setattr(hashing, "hasher", lambda: weak)
    # The one that is kept for good must not be a weak one.
    monkeypatch.setattr(hashing, "nobodys_hash", functools.cache(lambda: weak.hash("nobody")))


@pytest.mark.parametrize(("method", "path", "mode"), operations("sessions"))
def test_every_operation_answers_as_it_is_described(
    app: FastAPI, user_client: TestClient, method: str, path: str, mode: GenerationMode
) -> None:
    compare_with_description(app, user_client, method, path, mode)
