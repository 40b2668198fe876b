from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from fastapi import FastAPI, Query
from fastapi.testclient import TestClient
from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, func, select

from app.accounts.models import User, UserId
from app.core.error_handlers import install_error_handlers
from app.core.filters import among, at_least, below, containing, equal_to
from app.core.lists import Listing, ListQuery, Page
from app.core.middleware import Entrance
from app.core.routing import APIRouter, SessionDependency
from app.core.schemas import Schema
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory

START = datetime(2026, 1, 1, tzinfo=UTC)


class Name(StrEnum):
    ADA = "Ada Example"
    BEN = "Ben_Example"
    EVE = "Eve Example"


class PersonShown(Schema):
    """What the list shows."""

    id: UserId
    name: str


class PeopleQuery(ListQuery[Literal["created_at"]]):
    """A query with a filter of each kind."""

    order: Literal["created_at"] = "created_at"
    email: str | None = None
    name: list[Name] = Field(default=[])
    part: str = ""
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


PEOPLE = Listing(
    item=PersonShown,
    id=col(User.id),
    orders={"created_at": col(User.created_at)},
    filters={
        "email": equal_to(col(User.email)),
        "name": among(col(User.name)),
        "part": containing(col(User.name)),
        "since": at_least(col(User.created_at)),
        "until": below(col(User.created_at)),
    },
)


@pytest.fixture
def visitor(database: Session) -> TestClient:
    """Somebody who may list people: one of each name, a day apart."""
    for day, name in enumerate(Name):
        UserFactory.create(
            database,
            name=name.value,
            email=f"{name.name.lower()}@mail.example",
            created_at=START + timedelta(days=day),
        )
    router = APIRouter()

    @router.get("/people")
    def list_people(
        query: Annotated[PeopleQuery, Query()], session: SessionDependency
    ) -> Page[PersonShown]:
        return PEOPLE.page(session, select(User), query)

    app = FastAPI()
    app.include_router(router)
    install_error_handlers(app)
    app.add_middleware(Entrance)
    return TestClient(app)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", list(Name)),
        ("email=ben@mail.example", [Name.BEN]),
        ("email=BEN@mail.example", []),
        ("name=Ada Example", [Name.ADA]),
        ("name=Ada Example&name=Eve Example", [Name.ADA, Name.EVE]),
        ("part=EXAMPLE", list(Name)),
        ("part=_", [Name.BEN]),
        ("part=%25", []),
        ("since=2026-01-02T00:00:00Z", [Name.BEN, Name.EVE]),
        ("until=2026-01-02T00:00:00Z", [Name.ADA]),
        ("since=2026-01-02T00:00:00Z&until=2026-01-03T00:00:00Z", [Name.BEN]),
        ("since=2026-01-02T00:00:00Z&part=eve", [Name.EVE]),
    ],
)
def test_filters_narrow_a_list_together(visitor: TestClient, query: str, names: list[Name]) -> None:
    page = visitor.get(f"/people?{query}").raise_for_status().json()

    assert [item["name"] for item in page["items"]] == names


def test_pages_stay_within_the_filters(visitor: TestClient) -> None:
    query = {"size": "1", "since": "2026-01-02T00:00:00Z"}
    first = visitor.get("/people", params=query).json()
    second = visitor.get("/people", params=query | {"cursor": first["next_cursor"]}).json()

    assert [page["items"][0]["name"] for page in (first, second)] == [Name.BEN, Name.EVE]
    assert second["next_cursor"] is None
    back = visitor.get("/people", params=query | {"cursor": second["previous_cursor"]}).json()
    assert (back["items"], back["previous_cursor"]) == (first["items"], None)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("name=Somebody", "name.0"),
        ("since=2026-01-02", "since"),
        ("until=soon", "until"),
        ("names=Ada Example", "names"),
        ("page=2", "page"),
    ],
)
def test_what_is_no_filter_or_no_value_of_it_is_refused(
    visitor: TestClient, query: str, field: str
) -> None:
    assert_problem(visitor.get(f"/people?{query}"), 422, "validation_failed", field)


def test_an_order_says_of_which_type_it_is() -> None:
    with pytest.raises(TypeError, match="The order name has no type"):
        Listing(item=PersonShown, id=col(User.id), orders={"name": func.lower(User.name)})
