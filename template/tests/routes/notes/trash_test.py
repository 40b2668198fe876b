from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session, select

from app.accounts.models import User
from app.core.models import utc_now
from app.notes.jobs import erase_deleted_notes
from app.notes.models import Note, NoteId
from tests.assertions import assert_problem
from tests.factories.notes import NoteFactory

NOTES = "/api/notes"


@pytest.fixture
def notes(database: Session, user: User) -> list[Note]:
    notes = NoteFactory.batch(3, owner_id=user.id)
    for hours, note in enumerate(notes, start=1):
        note.created_at = note.updated_at = utc_now() - timedelta(hours=hours)
    database.add_all(notes)
    database.commit()
    return notes


def ask(client: TestClient, what: str, ids: Any) -> Response:
    return client.post(f"{NOTES}/{what}", json={"ids": ids})


def listed(client: TestClient) -> list[Any]:
    return client.get(NOTES).json()["items"]


def test_several_notes_go_at_once_and_come_back_as_they_were(
    user_client: TestClient, notes: list[Note]
) -> None:
    before = listed(user_client)
    ids = [note.id for note in notes[:2]]

    deleted = ask(user_client, "delete", ids)
    assert deleted.status_code == 200
    assert sorted(deleted.json()["ids"]) == sorted(ids)
    assert [item["id"] for item in listed(user_client)] == [notes[2].id]
    assert_problem(user_client.get(f"{NOTES}/{ids[0]}"), 404, "not_found")
    assert_problem(user_client.patch(f"{NOTES}/{ids[0]}", json={"title": "x"}), 404, "not_found")
    assert_problem(user_client.delete(f"{NOTES}/{ids[0]}"), 404, "not_found")

    restored = ask(user_client, "restore", ids)
    assert sorted(restored.json()["ids"]) == sorted(ids)
    assert listed(user_client) == before


def test_a_note_that_was_deleted_alone_is_restored_too(
    user_client: TestClient, notes: list[Note]
) -> None:
    before = listed(user_client)
    user_client.delete(f"{NOTES}/{notes[1].id}").raise_for_status()
    assert len(listed(user_client)) == 2

    ask(user_client, "restore", [notes[1].id])

    assert listed(user_client) == before


def test_what_is_so_already_is_not_among_the_changed(
    user_client: TestClient, notes: list[Note]
) -> None:
    first, second, _ = (note.id for note in notes)
    ask(user_client, "delete", [first])

    assert ask(user_client, "delete", [first, second, second]).json() == {"ids": [second]}
    assert ask(user_client, "restore", [notes[2].id]).json() == {"ids": []}


def test_another_persons_notes_are_out_of_reach(
    user_client: TestClient, other_client: TestClient, notes: list[Note]
) -> None:
    ids = [note.id for note in notes]

    assert ask(other_client, "delete", ids).json() == {"ids": []}
    assert len(listed(user_client)) == 3

    ask(user_client, "delete", ids)
    assert ask(other_client, "restore", ids).json() == {"ids": []}
    assert listed(user_client) == []


@pytest.mark.parametrize("what", ["delete", "restore"])
@pytest.mark.parametrize(
    ("ids", "field"),
    [
        ([], "ids"),
        (["note_01h455vb4pex5vsknk084sn02q"] * 101, "ids"),
        ("note_01h455vb4pex5vsknk084sn02q", "ids"),
        (["user_01h455vb4pex5vsknk084sn02q"], "ids.0"),
        (["note_01h455vb4pex5vsknk084sn02q", "'; drop table notes; --"], "ids.1"),
        ([None], "ids.0"),
    ],
)
def test_only_a_handful_of_ids_of_notes_is_taken(
    user_client: TestClient, what: str, ids: Any, field: str
) -> None:
    assert_problem(ask(user_client, what, ids), 422, "validation_failed", field)


@pytest.fixture
def still_there(database: Session) -> Callable[[], set[NoteId]]:
    everything = select(Note).execution_options(include_deleted=True)
    return lambda: {note.id for note in database.exec(everything)}


def test_the_trash_is_emptied_after_thirty_days(
    user_client: TestClient,
    database: Session,
    notes: list[Note],
    still_there: Callable[[], set[NoteId]],
) -> None:
    old, recent, kept = (note.id for note in notes)
    notes[0].deleted_at = utc_now() - timedelta(days=30, minutes=1)
    notes[1].deleted_at = utc_now() - timedelta(days=29, hours=23)
    database.commit()

    erase_deleted_notes(database)
    erase_deleted_notes(database)

    assert still_there() == {recent, kept}
    assert ask(user_client, "restore", [old, recent]).json() == {"ids": [recent]}
