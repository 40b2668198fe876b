"""A person and a program that acts for them."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.accounts.models import User
from tests.factories.api_keys import token_with

type Program = Callable[[str], TestClient]


@pytest.fixture
def program(app: FastAPI, client: TestClient) -> Program:
    """`program(token)`: a program that sends this token."""
    return lambda token: TestClient(app, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def token(database: Session, user: User) -> str:
    """A key of `user` with which programs see whose it is."""
    return token_with(database, user, "account:read")
