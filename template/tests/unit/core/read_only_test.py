"""What answers GET cannot change anything, and says so clearly to whoever tries."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import delete, orm, text, update
from sqlmodel import Session, col, func, select

from app.accounts.models import User
from app.core.database import open_session, unit_of_work
from app.core.read_only import WriteWhileReading
from app.core.routing import APIRouter, SessionDependency, WritingSession
from tests.factories.accounts import UserFactory

Work = Callable[[Session], object]


def rename(session: Session) -> None:
    session.exec(select(User)).one().name = "Ada"


WRITES: dict[str, Work] = {
    "an added row": lambda session: session.add(UserFactory.build()),
    "a deleted row": lambda session: session.delete(session.exec(select(User)).one()),
    "a changed row": rename,
    "an update": lambda session: session.exec(update(User).values(name="Ada")),
    "a delete": lambda session: session.exec(delete(User)),
    "text": lambda session: orm.Session.execute(session, text("  update users set name = 'Ada'")),
    "a lock": lambda session: session.exec(select(User).with_for_update()),
}
READS: dict[str, Work] = {
    "objects": lambda session: session.exec(select(User)).all(),
    "columns": lambda session: session.exec(select(func.count(col(User.name)))).one(),
    "text": lambda session: session.scalars(text("(select name from users)")).all(),
}


def product(work: Work) -> TestClient:
    router = APIRouter()

    @router.get("/reading")
    def read(session: SessionDependency) -> None:
        work(session)

    @router.get("/writing")
    def write(session: WritingSession) -> None:
        work(session)

    @router.post("/reading")
    def post(session: SessionDependency) -> None:
        work(session)

    app = FastAPI()
    app.include_router(router)
    return TestClient(app)


@pytest.mark.parametrize("what", WRITES)
def test_a_get_handler_is_told_that_it_only_reads(database: Session, what: str) -> None:
    UserFactory.create(database, name="Grace")

    with pytest.raises(WriteWhileReading, match="A GET handler only reads"):
        product(WRITES[what]).get("/reading")

    database.expire_all()
    assert database.exec(select(User)).one().name == "Grace"


@pytest.mark.parametrize("what", WRITES)
def test_who_asks_for_it_or_answers_something_else_may_write(database: Session, what: str) -> None:
    UserFactory.create(database)

    assert product(WRITES[what]).post("/reading").status_code == 200


def test_a_get_handler_may_ask_for_a_session_that_writes(database: Session) -> None:
    UserFactory.create(database)

    assert product(rename).get("/writing").status_code == 200
    assert database.exec(select(User.name)).one() == "Ada"


@pytest.mark.parametrize("what", READS)
def test_reading_is_free(database: Session, what: str) -> None:
    UserFactory.create(database)

    assert product(READS[what]).get("/reading").status_code == 200


def test_a_read_begins_no_transaction(committed_database: Session) -> None:
    in_transaction = text(
        "select now() = statement_timestamp() from (select pg_sleep(0.001)) as slept"
    )

    def ask(session: Session) -> Any:
        session.scalars(text("select 1"))
        return session.scalar(in_transaction)

    with unit_of_work(read_only=True) as session:
        assert ask(session) is True
    # The connection goes back to the pool as one that begins transactions.
    with open_session() as session:
        assert ask(session) is False
