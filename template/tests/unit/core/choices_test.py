"""A choice's members come and go, and autogenerate follows. Tried with tables of this file's own."""

from enum import StrEnum
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.operations import Operations, ops
from sqlalchemy import Column, Enum, Integer, MetaData, Table, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

import app.core.choice_changes  # noqa: F401 - registered with Alembic
from app.core.choices import choice
from app.core.models import metadata as product
from app.features import features


class Mood(StrEnum):
    GOOD = "good"
    SO_SO = "it's so-so"


class LaterMood(StrEnum):
    """The same enum, as it is some releases later."""

    GOOD = "good"
    BAD = "bad"


def days(kind: type[StrEnum] | None, name: str = "mood") -> Table:
    """A table with a choice, or without one, in a metadata of its own."""
    metadata = MetaData(naming_convention=product.naming_convention)
    columns = [Column(name, choice(kind, name=name), nullable=False)] if kind else []
    return Table("days", metadata, Column("id", Integer, primary_key=True), *columns)


def context(database: Session, table: Table) -> MigrationContext:
    def only_days(_: Any, name: str | None, kind: str, *__: Any) -> bool:
        return kind != "table" or name == "days"

    return MigrationContext.configure(
        database.connection(),
        opts={"target_metadata": table.metadata, "include_object": only_days},
    )


def migrate(database: Session, table: Table) -> None:
    """Do what autogenerate proposes; then it has nothing more to propose."""
    proposed = produce_migrations(context(database, table), table.metadata)
    operations = Operations(context(database, table))
    for changes in proposed.upgrade_ops.ops if proposed.upgrade_ops else []:
        for change in changes.ops if isinstance(changes, ops.ModifyTableOps) else [changes]:
            operations.invoke(change)
    assert compare_metadata(context(database, table), table.metadata) == []


def accepts(database: Session, mood: str) -> bool:
    try:
        with database.begin_nested():
            database.connection().execute(
                text("insert into days values ((select count(*) from days), :mood)"), {"mood": mood}
            )
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize("start", [None, Mood])
def test_members_come_and_go(database: Session, start: type[StrEnum] | None) -> None:
    days(start).metadata.create_all(database.connection())

    migrate(database, days(Mood))
    assert accepts(database, "it's so-so")
    assert not accepts(database, "bad")
    database.connection().execute(text("delete from days"))

    migrate(database, days(LaterMood))
    assert accepts(database, "bad")
    assert not accepts(database, "it's so-so")


@pytest.mark.parametrize("length", [54, 55, 56, 63])
def test_names_that_the_database_shortens_are_known_again(database: Session, length: int) -> None:
    name = "m" * length
    days(Mood, name).metadata.create_all(database.connection())

    migrate(database, days(Mood, name))
    migrate(database, days(LaterMood, name))

    (constraint,) = inspect(database.connection()).get_check_constraints("days")
    assert "bad" in constraint["sqltext"]
    assert "so-so" not in constraint["sqltext"]


def test_a_change_of_members_can_be_taken_back(database: Session) -> None:
    days(Mood).metadata.create_all(database.connection())
    proposed = produce_migrations(context(database, days(LaterMood)), days(LaterMood).metadata)

    written = render_python_code(proposed.downgrade_ops) if proposed.downgrade_ops else ""

    assert "op.drop_constraint(op.f('ck_days_mood'), 'days'" in written
    assert "it''s so-so" in written


def test_stored_is_the_value_and_read_the_member(database: Session) -> None:
    table = days(Mood)
    table.metadata.create_all(database.connection())
    database.connection().execute(table.insert().values(mood=Mood.SO_SO))

    assert database.scalar(text("select mood from days")) == "it's so-so"
    assert database.scalar(select(table.c.mood)) is Mood.SO_SO


def test_no_column_of_the_product_is_an_enum_of_postgresql() -> None:
    """As SQLModel makes them of itself, where a field forgets to say `choice`."""
    native = [
        str(column)
        for feature in features
        for model in feature.models
        for column in vars(model)["__table__"].columns
        if isinstance(column.type, Enum) and column.type.native_enum
    ]

    assert native == []
