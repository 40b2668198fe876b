import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, insert

from app.accounts.models import User
from app.notes.models import Note, NoteId
from app.notes.schemas import NoteOrder
from tests.assertions import assert_problem
from tests.factories.notes import NoteFactory

NOTES = "/api/notes"
Write = Callable[..., Note]


@pytest.fixture
def write(database: Session, user: User) -> Write:
    return lambda **values: NoteFactory.create(database, owner_id=user.id, **values)


@pytest.fixture
def many(database: Session, user: User) -> list[Note]:
    """A hundred and twenty notes, many of them written at the same moment."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    values = [
        {
            "id": NoteId.new(),
            "owner_id": user.id,
            "title": f"Title {number % 10}",
            "body": "",
            "created_at": start + timedelta(minutes=number // 7),
            "updated_at": start + timedelta(minutes=number // 7),
        }
        for number in range(120)
    ]
    notes = list(database.scalars(insert(Note).returning(Note), values))
    # Otherwise each of them would be read anew when a test looks at it.
    for note in notes:
        database.expunge(note)
    database.commit()
    return notes


def walk(client: TestClient, direction: str, cursor: str | None = None, **query: Any) -> list[Any]:
    """The pages from a cursor on, one after the other."""
    pages = []
    while True:
        parameters = query | ({"cursor": cursor} if cursor else {})
        page = client.get(NOTES, params=parameters).raise_for_status().json()
        pages.append(page)
        cursor = page[direction]
        if cursor is None:
            return pages


def ids(pages: list[Any]) -> list[str]:
    return [item["id"] for page in pages for item in page["items"]]


def test_a_person_without_notes_sees_an_empty_page(user_client: TestClient) -> None:
    assert user_client.get(NOTES).json() == {
        "items": [],
        "next_cursor": None,
        "previous_cursor": None,
    }


@pytest.mark.parametrize(
    ("order", "size"),
    [*((order, 25) for order in get_args(NoteOrder))]
    + [(order, size) for order in ("title", "-updated_at") for size in (1, 7, 100)],
)
def test_every_note_is_reached_once_in_every_order(
    user_client: TestClient, many: list[Note], order: str, size: int
) -> None:
    if size == 1:
        pages = walk(user_client, "next_cursor", order=order, size=size, search="Title 3")
        assert len(ids(pages)) == 12
        return
    pages = walk(user_client, "next_cursor", order=order, size=size)

    assert sorted(ids(pages)) == sorted(note.id for note in many)
    items = [item for page in pages for item in page["items"]]
    key = order.removeprefix("-")
    expected = sorted(
        items, key=lambda item: (item[key], item["id"]), reverse=order.startswith("-")
    )
    assert items == expected
    assert all(len(page["items"]) == size for page in pages[:-1])


@pytest.mark.parametrize("order", ["-updated_at", "title"])
def test_the_way_back_shows_the_same_pages(
    user_client: TestClient, many: list[Note], order: str
) -> None:
    forwards = walk(user_client, "next_cursor", order=order, size=25)

    backwards = walk(
        user_client,
        "previous_cursor",
        forwards[-1]["previous_cursor"],
        order=order,
        size=25,
    )

    assert [page["items"] for page in backwards] == [
        page["items"] for page in reversed(forwards[:-1])
    ]
    assert backwards[-1]["previous_cursor"] is None
    assert all(page["next_cursor"] for page in backwards)


def test_a_page_holds_twenty_five_newest_first(user_client: TestClient, many: list[Note]) -> None:
    items = user_client.get(NOTES).json()["items"]

    assert len(items) == 25
    assert items[0]["id"] in {note.id for note in many[-8:]}


def test_notes_that_come_in_between_repeat_nothing(
    user_client: TestClient, many: list[Note], write: Write
) -> None:
    first = user_client.get(NOTES).json()
    write()

    second = user_client.get(NOTES, params={"cursor": first["next_cursor"]}).json()

    assert not set(ids([first])) & set(ids([second]))


def test_when_the_last_page_is_emptied_the_one_before_it_shows(
    user_client: TestClient, write: Write
) -> None:
    written = [write(title=f"Title {number}") for number in range(3)]
    first = user_client.get(NOTES, params={"order": "title", "size": 2}).json()
    user_client.delete(f"{NOTES}/{written[2].id}")

    query = {"order": "title", "size": 2, "cursor": first["next_cursor"]}
    page = user_client.get(NOTES, params=query).json()

    assert page["items"] == first["items"]
    assert page["next_cursor"] is None
    assert page["previous_cursor"] is None


def test_titles_are_ordered_as_people_order_them(user_client: TestClient, write: Write) -> None:
    for title in ("banana", "Cherry", "apple", "Apple pie"):
        write(title=title)

    items = user_client.get(NOTES, params={"order": "title"}).json()["items"]

    assert [item["title"] for item in items] == ["apple", "Apple pie", "banana", "Cherry"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("milk", {"Buy MILK", "In the body"}),
        ("100%", {"100% sure"}),
        ("%", {"100% sure"}),
        ("_", {"snake_case"}),
        ("\\", {"back\\slash"}),
        ("  Buy milk ", {"Buy MILK"}),
        ("'; drop table notes; --", set()),
        ("nothing like it", set()),
    ],
)
def test_search_takes_text_as_it_is(
    user_client: TestClient, write: Write, search: str, found: set[str]
) -> None:
    for title in ("Buy MILK", "100% sure", "snake_case", "back\\slash", "1000 things"):
        write(title=title, body="nothing")
    write(title="In the body", body="some milk")

    items = user_client.get(NOTES, params={"search": search}).json()["items"]

    assert {item["title"] for item in items} == found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("size", "0"),
        ("size", "101"),
        ("size", "many"),
        ("size", "9" * 30),
        ("order", "body"),
        ("order", "--title"),
        ("order", "owner_id"),
        ("search", "x" * 201),
        ("search", "null \x00"),
        ("titles", "misspelt"),
        ("updated_from", "yesterday"),
        ("updated_from", "2026-01-01T00:00:00"),
        ("updated_before", "2026-13-01T00:00:00Z"),
        ("updated_before", ""),
        ("cursor", "nonsense"),
        ("cursor", "%%%"),
        ("cursor", "é"),
        ("cursor", "x" * 2001),
    ],
)
def test_bad_values_are_told_by_name(
    user_client: TestClient, write: Write, field: str, value: str
) -> None:
    write()
    response = user_client.get(NOTES, params={field: value})

    assert_problem(response, 422, "validation_failed", field)


@pytest.mark.parametrize(
    ("range_", "minutes"),
    [
        ({"updated_from": "2026-01-01T00:15:00Z"}, {15, 16, 17}),
        ({"updated_before": "2026-01-01T01:02:00+01:00"}, {0, 1}),
        (
            {"updated_from": "2026-01-01T00:03:00Z", "updated_before": "2026-01-01T00:05:00Z"},
            {3, 4},
        ),
        ({"updated_from": "2026-01-02T00:00:00Z", "updated_before": "2026-01-01T00:00:00Z"}, set()),
        ({"updated_from": "9999-12-31T23:59:59Z"}, set()),
        ({"updated_before": "0001-01-01T00:00:00+14:00"}, set()),
    ],
)
def test_a_range_of_time_begins_with_its_first_moment_and_ends_before_its_last(
    user_client: TestClient, many: list[Note], range_: dict[str, str], minutes: set[int]
) -> None:
    pages = walk(user_client, "next_cursor", size=5, **range_)

    changed = [
        datetime.fromisoformat(item["updated_at"]) for page in pages for item in page["items"]
    ]
    expected = [note for note in many if note.updated_at.minute in minutes]
    assert len(changed) == len(expected)
    assert {moment.minute for moment in changed} == minutes


def test_a_cursor_belongs_to_its_order(user_client: TestClient, many: list[Note]) -> None:
    cursor = user_client.get(NOTES).json()["next_cursor"]

    response = user_client.get(NOTES, params={"cursor": cursor, "order": "title"})

    assert_problem(response, 422, "validation_failed", "cursor")


@pytest.mark.parametrize(
    "change",
    [
        {"value": 7},
        {"value": None},
        {"value": "yesterday"},
        {"value": "2026-01-01T00:00:00"},
        {"value": {"a": 1}},
        {"id": "user_01h455vb4pex5vsknk084sn02q"},
        {"id": "'; drop table notes; --"},
        {"id": 1},
        {"direction": "sideways"},
        {"order": "body"},
    ],
)
def test_a_changed_cursor_is_refused(
    user_client: TestClient, many: list[Note], change: dict[str, Any]
) -> None:
    cursor = user_client.get(NOTES).json()["next_cursor"]
    content = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    changed = base64.urlsafe_b64encode(json.dumps(content | change).encode()).decode()

    response = user_client.get(NOTES, params={"cursor": changed})

    assert_problem(response, 422, "validation_failed", "cursor")


@pytest.mark.parametrize("order", ["updated_at", "-title", "title"])
@pytest.mark.parametrize("value", [1, 10**30, 1e308, None, True, {}, ["a"], "a\0b"])
def test_a_cursor_with_a_value_of_another_kind_is_refused(
    user_client: TestClient, many: list[Note], order: str, value: object
) -> None:
    cursor = user_client.get(NOTES, params={"order": order}).json()["next_cursor"]
    content = json.loads(base64.urlsafe_b64decode(cursor + "==")) | {"value": value}
    changed = base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    response = user_client.get(NOTES, params={"order": order, "cursor": changed})

    assert_problem(response, 422, "validation_failed", "cursor")


def test_a_cursor_leads_nobody_to_the_notes_of_another(
    user_client: TestClient, other_client: TestClient, many: list[Note]
) -> None:
    cursor = user_client.get(NOTES).json()["next_cursor"]

    page = other_client.get(NOTES, params={"cursor": cursor}).json()

    assert page["items"] == []
