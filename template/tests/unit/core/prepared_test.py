"""Statements of lists stay, values do not. Tried with tables of this file's own."""

from collections.abc import Callable
from typing import Any, Literal, cast

import pytest
from sqlalchemy import bindparam, event, exists, literal, orm, union_all
from sqlmodel import Field, Session, SQLModel, and_, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core import prepared
from app.core.database import open_session
from app.core.lists import Listing, ListQuery
from app.core.models import utc_now
from app.core.prepared import with_named_values
from app.core.read_only import WriteWhileReading
from app.core.schemas import Schema
from app.core.soft_deletion import INCLUDE_DELETED, SoftDeletion


class Table(SQLModel, registry=orm.registry()):
    """Keeps the tables of this file apart from the product's."""


class Plant(SoftDeletion, Table, table=True):
    __tablename__ = "plants"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    color: str


class PlantShown(Schema):
    """What the list shows."""

    name: str


class PlantQuery(ListQuery[Literal["name", "-name"]]):
    """A query of plants."""

    order: Literal["name", "-name"] = "name"


type Rows = SelectOfScalar[Plant]
OTHER = orm.aliased(Plant)


@pytest.fixture
def garden(database: Session) -> Session:
    """Three plants, of which one was deleted."""
    Table.metadata.create_all(database.connection())
    database.add(Plant(id=1, name="Daisy", color="white"))
    database.add(Plant(id=2, name="Rose", color="red"))
    database.add(Plant(id=3, name="Tulip", color="red", deleted_at=utc_now()))
    database.commit()
    return database


def plants() -> Listing[PlantShown]:
    return Listing(
        item=PlantShown,
        id=col(Plant.id),
        orders={"name": col(Plant.name)},
        search=[col(Plant.name)],
    )


def names(listing: Listing[PlantShown], session: Session, rows: Rows, **query: Any) -> list[str]:
    return [item.name for item in listing.page(session, rows, PlantQuery(**query)).items]


def named_or_colored(text: Any) -> Rows:
    return select(Plant).where(or_(col(Plant.name) == text, col(Plant.color) == text))


#: Ways to ask for the plants of a name. Those of a list are of two names at most.
WAYS: dict[str, Callable[[str], Rows]] = {
    "a value": lambda name: select(Plant).where(Plant.name == name),
    "a value twice": lambda name: select(Plant).where(Plant.name == name, Plant.name != name + "."),
    "a list": lambda name: select(Plant).where(col(Plant.name).in_([name])),
    "a text": lambda name: select(Plant).where(col(Plant.name).icontains(name, autoescape=True)),
    "a function": lambda name: select(Plant).where(func.lower(Plant.name) == name.lower()),
    "a literal": lambda name: select(Plant).where(literal(name) == col(Plant.name)),
    "either": lambda name: select(Plant).where(or_(Plant.name == name, Plant.color == name)),
    "one value in two places": lambda name: named_or_colored(literal(name)),
    "a name of its own": lambda name: select(Plant).where(
        col(Plant.name) == bindparam("list_limit", name)
    ),
    "a value made late": lambda name: select(Plant).where(
        col(Plant.name) == bindparam(None, callable_=lambda: name)
    ),
    "a subquery": lambda name: select(Plant).where(
        col(Plant.id).in_(select(Plant.id).where(Plant.name == name))
    ),
    "a scalar": lambda name: select(Plant).where(
        Plant.id == select(Plant.id).where(Plant.name == name).scalar_subquery()
    ),
    "whether there is": lambda name: select(Plant).where(
        exists().where(col(OTHER.name) == name, col(OTHER.id) == Plant.id)
    ),
    "a join": lambda name: select(Plant).join(
        OTHER, and_(col(OTHER.id) == Plant.id, col(OTHER.name) == name)
    ),
    "a common table": lambda name: select(Plant).where(
        col(Plant.id).in_(select(select(Plant.id).where(Plant.name == name).cte("wanted").c.id))
    ),
    "a union": lambda name: select(Plant).where(
        col(Plant.id).in_(union_all(*[select(Plant.id).where(Plant.name == name)] * 2))
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_everybody_is_shown_their_own_rows_by_the_same_statement(garden: Session, way: str) -> None:
    listing, rows = plants(), WAYS[way]

    assert names(listing, garden, rows("Daisy")) == ["Daisy"]
    assert names(listing, garden, rows("Rose")) == ["Rose"]
    assert names(listing, garden, rows("Nettle")) == []
    assert names(listing, garden, rows("Tulip")) == []
    assert len(listing.prepared.kept) == 1


def test_lists_of_values_may_be_of_any_length(garden: Session) -> None:
    listing = plants()

    for wanted in (["Rose"], [], ["Daisy", "Rose"], ["Tulip", "Nettle", "Rose"]):
        rows = select(Plant).where(col(Plant.name).in_(wanted))
        assert names(listing, garden, rows) == [
            name for name in wanted if name in {"Daisy", "Rose"}
        ]


def test_what_is_not_only_another_value_is_another_statement(garden: Session) -> None:
    listing, everything = plants(), select(Plant)

    assert names(listing, garden, everything) == ["Daisy", "Rose"]
    assert names(listing, garden, everything, order="-name") == ["Rose", "Daisy"]
    assert names(listing, garden, everything, search="ose") == ["Rose"]
    assert names(listing, garden, everything.where(Plant.color != "red")) == ["Daisy"]
    assert names(listing, garden, everything.where(Plant.color == "red")) == ["Rose"]
    assert names(listing, garden, everything.where(col(Plant.color).is_(None))) == []


@pytest.mark.parametrize("first", [True, False])
def test_deleted_rows_are_shown_to_whoever_asks_for_them_and_to_nobody_else(
    garden: Session, first: bool
) -> None:
    listing, kept = plants(), select(Plant).where(Plant.color == "red")
    all_of_them = kept.execution_options(**{INCLUDE_DELETED: True})

    for included in (first, not first, first):
        expected = ["Rose", "Tulip"] if included else ["Rose"]
        assert names(listing, garden, all_of_them if included else kept) == expected


def test_other_options_of_a_statement_are_kept_to_it(garden: Session) -> None:
    listing = plants()

    assert names(listing, garden, select(Plant).execution_options(stream_results=True)) == [
        "Daisy",
        "Rose",
    ]
    assert not listing.prepared.kept


def test_reading_does_not_lock_though_somebody_who_writes_did(garden: Session) -> None:
    listing, locked = plants(), select(Plant).with_for_update()
    assert names(listing, garden, locked) == ["Daisy", "Rose"]

    with open_session(read_only=True) as reading, pytest.raises(WriteWhileReading):
        names(listing, reading, locked)


def test_what_was_added_a_moment_ago_is_listed(garden: Session) -> None:
    listing = plants()
    assert names(listing, garden, select(Plant)) == ["Daisy", "Rose"]

    garden.add(Plant(id=4, name="Aster", color="blue"))

    assert names(listing, garden, select(Plant)) == ["Aster", "Daisy", "Rose"]


def test_a_session_that_shows_deleted_rows_shows_them_in_lists_too(garden: Session) -> None:
    listing, rows = plants(), select(Plant).where(Plant.color == "red")
    assert names(listing, garden, rows) == ["Rose"]

    with Session(garden.connection(), execution_options={INCLUDE_DELETED: True}) as session:
        assert names(listing, session, rows) == ["Rose", "Tulip"]


def test_whoever_listens_to_a_session_hears_of_its_lists(garden: Session) -> None:
    listing = plants()
    assert names(listing, garden, select(Plant)) == ["Daisy", "Rose"]

    def only_red(state: orm.ORMExecuteState) -> None:
        state.statement = cast("Rows", state.statement).where(Plant.color == "red")

    event.listen(garden, "do_orm_execute", only_red)
    assert names(listing, garden, select(Plant)) == ["Rose"]


def test_no_more_shapes_are_remembered_than_there_is_room_for(
    garden: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "MOST", 2)
    listing = plants()

    for way in WAYS.values():
        assert names(listing, garden, way("Rose")) == ["Rose"]
        assert len(listing.prepared.kept) <= 2


def test_a_value_that_would_stay_in_a_statement_is_refused() -> None:
    with pytest.raises(TypeError, match="values of this statement"):
        with_named_values(select(Plant).where(Plant.name == "Daisy"), [])
