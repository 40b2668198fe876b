"""Rows that must exist once, however many requests and jobs ask for them at the same moment.

To look first and insert then fails when somebody else does the same in between. Here the database decides, by a unique
constraint or index, which of them made the row; the others wait for it and get the same one.
"""

from collections.abc import Collection
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, UniqueConstraint, inspect, orm
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlmodel import Session, SQLModel, select

from app.core.models import Timestamps
from app.core.soft_deletion import SoftDeletion

#: Somebody may delete the row between our insert, which found it there, and our select. Nobody does so for long.
ATTEMPTS = 5


def find_or_create[Row: SQLModel](
    session: Session, row: Row, *, by: Collection[str]
) -> tuple[Row, bool]:
    """The stored row that has the same values in the columns `by`, or else `row`, stored. And whether it is new.

    Raises:
        TypeError: no unique constraint or index is about exactly these columns, or deleted rows take part in it.
    """
    model, values = type(row), stored_values(row)
    conflict = arbiter(model, by)
    same = select(model).where(*(getattr(model, name) == values[name] for name in by))
    for _ in range(ATTEMPTS):
        insertion = insert(model).values(values).on_conflict_do_nothing(**conflict)
        created = first(session, model, insertion)
        found = created or session.exec(same).one_or_none()
        if found is not None:
            return found, created is not None
    raise RuntimeError(f"Somebody else deletes this {model.__name__} whenever it is made.")


def upsert[Row: SQLModel](
    session: Session, row: Row, *, by: Collection[str], update: Collection[str]
) -> Row:
    """Store `row`; if one with the same values in the columns `by` is there, change its columns `update` to row's.

    Raises:
        TypeError: no unique constraint or index is about exactly these columns, or deleted rows take part in it.
    """
    model, statement = type(row), insert(type(row)).values(stored_values(row))
    changed = {*update, "updated_at"} if issubclass(model, Timestamps) else set(update)
    statement = statement.on_conflict_do_update(
        **arbiter(model, by), set_={name: statement.excluded[name] for name in sorted(changed)}
    )
    return cast("Row", first(session, model, statement))


def first(session: Session, model: type[SQLModel], statement: Insert) -> Any:
    rows = orm.Session.scalars(
        session,
        statement.returning(model),
        # What the session remembers of the row is brought up to date.
        execution_options={"populate_existing": True},
    )
    return rows.one_or_none()


def stored_values(row: SQLModel) -> dict[str, Any]:
    """What to insert. A key that is not set yet is left to the database."""
    mapper = cast("orm.Mapper[Any]", inspect(type(row)))
    values = {attribute.key: getattr(row, attribute.key) for attribute in mapper.column_attrs}
    keys = {column.key for column in mapper.primary_key}
    return {name: value for name, value in values.items() if value is not None or name not in keys}


def arbiter(model: type[SQLModel], by: Collection[str]) -> dict[str, Any]:
    """How to name the constraint or index that decides, as `on_conflict_…` takes it."""
    table = cast("Table", inspect(model).local_table)
    uniques: list[tuple[Collection[ColumnElement[Any]], Any]] = [(table.primary_key.columns, None)]
    uniques += [
        (constraint.columns, None)
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    uniques += [
        (index.columns, index.dialect_options["postgresql"]["where"])
        for index in table.indexes
        if index.unique
    ]
    names = ", ".join(by)
    for columns, where in uniques:
        if {column.key for column in columns} == set(by):
            if where is None and issubclass(model, SoftDeletion):
                # What is found there may be a deleted row, which nobody sees and nobody may change.
                raise TypeError(
                    f"A deleted {model.__name__} keeps its {names}. Say `unique_while_kept`."
                )
            return {"index_elements": list(columns), "index_where": where}
    raise TypeError(f"{model.__name__} has no unique constraint or index about exactly: {names}.")
