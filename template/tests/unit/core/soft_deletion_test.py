"""What is deleted softly is not there, whichever way one asks. Tried with tables of this file's own."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from sqlalchemy import ForeignKey, delete, exists, insert, orm, union_all, update
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlmodel import Field, Relationship, Session, SQLModel, col, func, select

from app.core.models import utc_now
from app.core.soft_deletion import SoftDeletion, unique_while_kept


class Table(SQLModel, registry=orm.registry()):
    """Keeps the tables of this file apart from the product's."""


class Shelf(SoftDeletion, Table, table=True):
    __tablename__ = "shelves"
    __table_args__ = (unique_while_kept("name"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    books: list["Book"] = Relationship(back_populates="shelf")


class Book(SoftDeletion, Table, table=True):
    __tablename__ = "books"

    id: int | None = Field(default=None, primary_key=True)
    title: str
    shelf_id: int = Field(sa_column_args=[ForeignKey("shelves.id")])
    shelf: Shelf = Relationship(back_populates="books")


Ask = Callable[[Session], list[Any]]
OTHER = orm.aliased(Book)


@pytest.fixture
def shelf(database: Session) -> Shelf:
    """A shelf with one book that is kept and one that is deleted."""
    Table.metadata.create_all(database.connection())
    shelf = Shelf(id=7, name="Poems")
    database.add(shelf)
    database.flush()
    database.add(Book(title="kept", shelf_id=7))
    database.add(Book(title="deleted", shelf_id=7, deleted_at=utc_now()))
    database.commit()
    database.expunge_all()
    return shelf


def scalars(statement: Any) -> Ask:
    return lambda database: list(orm.Session.scalars(database, statement))


def books_of_shelf(*options: Any) -> Ask:
    return lambda database: [
        book.title
        for shelf in database.exec(select(Shelf).options(*options)).unique()
        for book in shelf.books
    ]


def shelf_read_with_everything(database: Session) -> Shelf:
    return database.exec(select(Shelf).execution_options(include_deleted=True)).one()


WAYS = {
    "objects": lambda database: [book.title for book in database.exec(select(Book))],
    "columns": scalars(select(Book.title)),
    "an expression": scalars(select(func.lower(Book.title))),
    "the table's columns": scalars(select(Book.title).select_from(Book)),
    "an alias": scalars(select(OTHER.title)),
    "a join": scalars(select(Book.title).join(Shelf, col(Shelf.id) == col(Book.shelf_id))),
    "a join to it": scalars(select(Book.title).select_from(Shelf).join(Book)),
    "an outer join": scalars(select(Book.title).select_from(Shelf).outerjoin(Book)),
    "a join to an alias": scalars(
        select(OTHER.title).select_from(Shelf).join(OTHER, col(OTHER.shelf_id) == col(Shelf.id))
    ),
    "a union": scalars(union_all(select(Book.title), select(Book.title).where(Book.title == ""))),
    "a subquery": scalars(select(select(Book.title).subquery().c.title)),
    "a common table expression": scalars(select(select(Book.title).cte().c.title)),
    "a lazy relationship": books_of_shelf(),
    "a relationship of what was read with all that is deleted": lambda database: [
        book.title for book in shelf_read_with_everything(database).books
    ],
    "a joined relationship": books_of_shelf(orm.joinedload(cast("Any", Shelf.books))),
    "a relationship in a second query": books_of_shelf(orm.selectinload(cast("Any", Shelf.books))),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_deleted_is_left_out_of(database: Session, shelf: Shelf, way: str) -> None:
    assert WAYS[way](database) == ["kept"]


COUNTS = {
    "rows": select(func.count()).select_from(Book),
    "a column": select(func.count(col(Book.id))),
    "what a condition names": select(func.count()).where(col(Book.title) != ""),
    "rows of an alias": select(func.count()).select_from(OTHER),
    "a subquery's rows": select(func.count()).select_from(select(Book).subquery()),
    "those that exist": select(func.count())
    .select_from(Shelf)
    .where(exists().where(col(Book.title) == "kept")),
}


@pytest.mark.parametrize("what", COUNTS)
def test_counts_leave_it_out_too(database: Session, shelf: Shelf, what: str) -> None:
    assert database.exec(COUNTS[what]).one() == 1


@pytest.mark.parametrize("of", [Book, OTHER])
def test_what_is_deleted_does_not_exist(database: Session, shelf: Shelf, of: Any) -> None:
    assert database.exec(select(exists().where(of.title == "kept"))).one() is True
    assert database.exec(select(exists().where(of.title == "deleted"))).one() is False
    shelves = select(Shelf.name).where(
        col(Shelf.id).in_(select(of.shelf_id).where(of.title == "deleted"))
    )
    assert database.exec(shelves).all() == []


def test_updates_and_deletes_do_not_touch_it(database: Session, shelf: Shelf) -> None:
    database.exec(update(Book).values(title="changed"))
    database.exec(delete(Book))

    everything = select(Book.title).execution_options(include_deleted=True)
    assert database.exec(everything).all() == ["deleted"]


class Label(Table, table=True):
    __tablename__ = "labels"

    id: int | None = Field(default=None, primary_key=True)
    text: str


@pytest.mark.parametrize("book", [Book, OTHER])
def test_it_has_no_effect_on_what_is_written_elsewhere(
    database: Session, shelf: Shelf, book: Any
) -> None:
    database.exec(insert(Label).from_select(["text"], select(book.title)))
    titles = select(book.title).where(book.title == "deleted").scalar_subquery()
    database.exec(insert(Label).values(text=func.coalesce(titles, "nothing")))
    assert database.exec(select(Label.text)).all() == ["kept", "nothing"]

    database.add(Label(text="deleted"))
    same_title = col(Label.text) == book.title
    database.exec(update(Label).where(same_title).values(text="changed"))
    assert database.exec(select(Label.text)).all() == ["nothing", "deleted", "changed"]

    database.exec(update(Label).values(text="deleted"))
    database.exec(delete(Label).where(same_title))
    database.exec(delete(Label).where(col(Label.text).in_(select(book.title))))
    assert len(database.exec(select(Label)).all()) == 3


def deleted_book(database: Session) -> Book:
    return database.exec(
        select(Book).where(Book.title == "deleted").execution_options(include_deleted=True)
    ).one()


def test_it_is_not_found_by_its_key_whether_the_session_knows_it_or_not(
    database: Session, shelf: Shelf
) -> None:
    key = cast("int", deleted_book(database).id)
    database.expunge_all()
    assert database.get(Book, key) is None

    book = deleted_book(database)
    assert database.get(Book, key) is None
    with pytest.raises(NoResultFound):
        database.get_one(Book, key)
    assert database.get(Book, key, execution_options={"include_deleted": True}) is book

    database.expire(book)
    assert book.title == "deleted"
    database.refresh(book)
    assert book.deleted_at is not None


def test_who_deletes_a_row_keeps_it_in_hand(database: Session, shelf: Shelf) -> None:
    book = database.exec(select(Book)).one()
    book.deleted_at = utc_now()
    database.commit()
    database.expire_all()

    assert book.title == "kept"
    assert database.get(Book, book.id) is None


def test_who_asks_for_the_deleted_gets_it_and_can_restore_it(
    database: Session, shelf: Shelf
) -> None:
    deleted_book(database).deleted_at = None
    database.commit()

    assert sorted(database.exec(select(Book.title)).all()) == ["deleted", "kept"]


def test_a_deleted_row_frees_what_has_to_be_unique(database: Session, shelf: Shelf) -> None:
    first = database.exec(select(Shelf)).one()
    first.deleted_at = utc_now()
    database.add(Shelf(name="Poems"))
    database.commit()

    first.deleted_at = None
    with pytest.raises(IntegrityError):
        database.commit()
