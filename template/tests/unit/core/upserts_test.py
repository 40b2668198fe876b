import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import orm, text
from sqlmodel import Field, Session, SQLModel, col, func, select

from app.accounts.models import User
from app.core.database import engine, open_session
from app.core.models import Timestamps, utc_now
from app.core.soft_deletion import SoftDeletion, unique_while_kept
from app.core.upserts import find_or_create, upsert
from tests.factories.accounts import UserFactory

ADA = "ada@example.org"


class Table(SQLModel, registry=orm.registry()):
    """Keeps the table of this file apart from the product's."""


class Tag(SoftDeletion, Timestamps, Table, table=True):
    __tablename__ = "tags"
    __table_args__ = (unique_while_kept("owner", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    owner: str
    name: str
    colour: str = "grey"


@pytest.fixture
def tags(database: Session) -> Session:
    Table.metadata.create_all(database.connection())
    return database


def find(session: Session) -> tuple[User, bool]:
    return find_or_create(session, UserFactory.build(email=ADA), by=["email"])


def put(session: Session) -> tuple[User, bool]:
    user = UserFactory.build(email=ADA, name="Ada")
    return upsert(session, user, by=["email"], update=["name"]), False


def test_what_is_there_is_found_and_left_as_it_is(tags: Session) -> None:
    first, created = find_or_create(tags, Tag(owner="Ada", name="new"), by=["owner", "name"])
    again = Tag(owner="Ada", name="new", colour="red")
    second, created_again = find_or_create(tags, again, by=["owner", "name"])

    assert (created, created_again) == (True, False)
    assert second is first
    assert second.colour == "grey"


def test_what_is_there_is_changed_only_as_told(tags: Session) -> None:
    columns = {"by": ["owner", "name"], "update": ["colour"]}
    first = upsert(tags, Tag(owner="Ada", name="new"), **columns)
    written, made = first.updated_at, first.created_at

    second = upsert(tags, Tag(owner="Ada", name="new", colour="red"), **columns)

    assert second is first
    assert second.colour == "red"
    assert second.updated_at > written
    assert second.created_at == made


def test_a_deleted_row_is_not_found_but_made_anew(tags: Session) -> None:
    first, _ = find_or_create(tags, Tag(owner="Ada", name="old"), by=["owner", "name"])
    first.deleted_at = utc_now()
    tags.flush()

    second, created = find_or_create(tags, Tag(owner="Ada", name="old"), by=["owner", "name"])

    assert created
    assert second.id != first.id


def test_only_what_is_unique_can_be_found_or_created(tags: Session) -> None:
    with pytest.raises(TypeError, match="no unique constraint or index about exactly: name"):
        find_or_create(tags, Tag(owner="Ada", name="new"), by=["name"])


def test_a_deleted_row_must_not_be_in_the_way(tags: Session) -> None:
    for store in (find_or_create, partial(upsert, update=["colour"])):
        with pytest.raises(TypeError, match="A deleted Tag keeps its id"):
            store(tags, Tag(id=7, owner="Ada", name="old"), by=["id"])


@pytest.mark.parametrize("store", [find, put])
def test_who_comes_second_waits_and_gets_the_same_row(
    committed_database: Session, store: Callable[[Session], tuple[User, bool]]
) -> None:
    def second() -> str:
        with open_session() as session:
            user, created = store(session)
            session.commit()
            assert not created
            return user.id

    with open_session() as session, ThreadPoolExecutor() as threads:
        user, _ = store(session)
        other = threads.submit(second)
        while not other.done() and not somebody_waits():
            time.sleep(0.01)
        assert not other.done()
        session.commit()

        assert other.result(timeout=10) == user.id
    people = select(func.count()).where(col(User.email) == ADA)
    assert committed_database.exec(people).one() == 1


def somebody_waits() -> bool:
    question = text(
        "select count(*) from pg_stat_activity "
        "where datname = current_database() and wait_event_type = 'Lock'"
    )
    with engine().connect() as connection:
        return connection.execute(question).scalar_one() > 0
