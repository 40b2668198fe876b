import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.accounts.models import User
from app.notes.models import Note
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.factories.api_keys import token_with
from tests.factories.notes import NoteFactory

NOTES = "/api/v1/notes"


@pytest.fixture
def reader(app: FastAPI, client: TestClient, database: Session, user: User) -> TestClient:
    """A program that may read the notes of `user`."""
    token = token_with(database, user, "notes:read")
    return TestClient(app, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def writer(app: FastAPI, client: TestClient, database: Session, user: User) -> TestClient:
    """A program that may write the notes of `user`."""
    token = token_with(database, user, "notes:write")
    return TestClient(app, headers={"Authorization": f"Bearer {token}"})


def test_programs_write_read_change_and_delete_notes(
    reader: TestClient, writer: TestClient, user_client: TestClient
) -> None:
    written = writer.post(NOTES, json={"title": "Groceries", "body": "Milk"})
    assert written.status_code == 201
    address = f"{NOTES}/{written.json()['id']}"

    assert reader.get(address).json() == written.json()
    assert reader.get(NOTES, params={"search": "milk"}).json()["items"] == [written.json()]
    assert user_client.get("/api/notes").json()["items"] == [written.json()]

    assert writer.patch(address, json={"title": "Shopping"}).json()["title"] == "Shopping"
    assert writer.delete(address).status_code == 204
    assert_problem(reader.get(address), 404, "not_found")


def test_each_scope_opens_its_own_routes_alone(
    reader: TestClient, writer: TestClient, database: Session, user: User
) -> None:
    address = f"{NOTES}/{NoteFactory.create(database, owner_id=user.id).id}"

    for answer in (
        reader.post(NOTES, json={"title": "x"}),
        reader.patch(address, json={"title": "x"}),
        reader.delete(address),
        writer.get(NOTES),
        writer.get(address),
    ):
        assert_problem(answer, 403, "scope_missing", None)


def test_programs_reach_the_notes_of_nobody_else(
    reader: TestClient, writer: TestClient, database: Session
) -> None:
    others: Note = NoteFactory.create(database, owner_id=UserFactory.create(database).id)
    address = f"{NOTES}/{others.id}"

    assert reader.get(NOTES).json()["items"] == []
    assert_problem(reader.get(address), 404, "not_found")
    assert_problem(writer.patch(address, json={"title": "Mine now"}), 404, "not_found")
    assert_problem(writer.delete(address), 404, "not_found")


def test_a_cookie_alone_writes_nothing_here(user_client: TestClient) -> None:
    assert_problem(user_client.post(NOTES, json={"title": "x"}), 401, "key_refused")
