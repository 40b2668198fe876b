from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.accounts.models import User
from app.notes.models import Note
from tests.assertions import assert_problem
from tests.factories.notes import NoteFactory

NOTES = "/api/notes"


@pytest.fixture
def note(database: Session, user: User) -> Note:
    return NoteFactory.create(database, owner_id=user.id)


def test_a_note_is_written_read_changed_and_deleted(user_client: TestClient) -> None:
    written = user_client.post(NOTES, json={"title": "  Groceries ", "body": "Milk\nBread"})
    assert written.status_code == 201
    assert written.json().items() >= {"title": "Groceries", "body": "Milk\nBread"}.items()
    assert set(written.json()) == {"id", "title", "body", "created_at", "updated_at"}

    address = f"{NOTES}/{written.json()['id']}"
    assert user_client.get(address).json() == written.json()

    changed = user_client.patch(address, json={"body": "Milk"})
    assert changed.json().items() >= {"title": "Groceries", "body": "Milk"}.items()
    assert moment(changed, "updated_at") > moment(written, "updated_at")
    assert moment(changed, "created_at") == moment(written, "created_at")

    assert user_client.delete(address).status_code == 204
    assert_problem(user_client.get(address), 404, "not_found")


def moment(response: Any, field: str) -> datetime:
    return datetime.fromisoformat(response.json()[field])


def test_a_note_may_have_no_body(user_client: TestClient) -> None:
    assert user_client.post(NOTES, json={"title": "Short"}).json()["body"] == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", " \t "),
        ("title", "x" * 201),
        ("title", "two\nlines"),
        ("title", "null \x00"),
        ("title", 7),
        ("body", "x" * 20_001),
        ("body", "null \x00"),
        ("body", ["list"]),
    ],
)
def test_what_is_wrong_is_told_by_field(
    user_client: TestClient, note: Note, field: str, value: Any
) -> None:
    data = {"title": "Fine", "body": "Fine"} | {field: value}

    for response in (
        user_client.post(NOTES, json=data),
        user_client.patch(f"{NOTES}/{note.id}", json=data),
    ):
        assert_problem(response, 422, "validation_failed", field)


def test_the_longest_note_fits(user_client: TestClient) -> None:
    response = user_client.post(NOTES, json={"title": "é" * 200, "body": "ж" * 20_000})

    assert response.status_code == 201


def test_another_persons_note_does_not_exist(
    user_client: TestClient, other_client: TestClient, note: Note
) -> None:
    address = f"{NOTES}/{note.id}"

    assert_problem(other_client.get(address), 404, "not_found")
    assert_problem(other_client.patch(address, json={"title": "Mine now"}), 404, "not_found")
    assert_problem(other_client.delete(address), 404, "not_found")
    assert other_client.get(NOTES).json()["items"] == []
    assert user_client.get(address).json()["title"] == note.title


def test_a_note_is_its_writers_whatever_the_request_says(
    user_client: TestClient, other_client: TestClient
) -> None:
    other = other_client.get("/api/accounts/me").json()["id"]

    user_client.post(NOTES, json={"title": "Mine", "owner_id": other})

    assert other_client.get(NOTES).json()["items"] == []
    assert len(user_client.get(NOTES).json()["items"]) == 1


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "note_id",
    [
        "note_01h455vb4pex5vsknk084sn02q",
        "note_x",
        "user_01h455vb4pex5vsknk084sn02q",
        "1",
        "%00",
        "a b",
    ],
)
def test_what_is_no_note_is_not_found(user_client: TestClient, method: str, note_id: str) -> None:
    response = user_client.request(
        method, f"{NOTES}/{note_id}", json={"title": "x"} if method == "PATCH" else None
    )

    assert_problem(response, 404, "not_found")


def test_nobody_reads_or_writes_without_signing_in(client: TestClient, note: Note) -> None:
    for method, address in [
        ("GET", NOTES),
        ("POST", NOTES),
        ("GET", f"{NOTES}/{note.id}"),
        ("PATCH", f"{NOTES}/{note.id}"),
        ("DELETE", f"{NOTES}/{note.id}"),
        ("POST", f"{NOTES}/delete"),
        ("POST", f"{NOTES}/restore"),
    ]:
        response = client.request(method, address, json={"title": "x", "ids": [note.id]})
        assert_problem(response, 401, "not_signed_in")
