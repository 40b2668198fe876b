"""Deletion that can be taken back: the row stays, and no query of the mapped classes sees it.

    class Invoice(SoftDeletion, Timestamps, table=True): ...

From then on every select, join, count, subquery, update and delete that is written with the class leaves out rows whose
`deleted_at` is set, and `session.get` does not find them. Whoever wants them says so:

    session.exec(select(Invoice).execution_options(include_deleted=True))

SQL as text, statements about `Invoice.__table__`, lists of changes by key and what is executed on a connection instead of
the session are taken as they are written.
"""

import functools
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Index, event, inspect, orm, text
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlmodel import Field, Session, SQLModel

from app.core.models import Timestamp

INCLUDE_DELETED = "include_deleted"
#: For the `postgresql_where` of an index that serves only what is not deleted.
KEPT = text("deleted_at IS NULL")


class SoftDeletion(SQLModel):
    """A row that can be deleted and restored."""

    deleted_at: datetime | None = Field(default=None, sa_type=Timestamp)
    """When the row was deleted; null while it is not."""


def unique_while_kept(*columns: str) -> Index:
    """A unique index for `__table_args__` that rows leave when they are deleted, so that their values are free again.

    To restore a row whose value somebody else has taken since raises IntegrityError, as inserting it would.
    """
    return Index(None, *columns, unique=True, postgresql_where=KEPT)


class KeptRowsSession(Session):
    """A session that does not hand out a deleted row by its key either, though it may remember it."""

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        return kept(super().get(entity, ident, **options), options)

    def get_one(self, entity: Any, ident: Any, **options: Any) -> Any:
        found = kept(super().get_one(entity, ident, **options), options)
        if found is None:
            raise orm.exc.NoResultFound("No row was found when one was required")
        return found


def kept(found: Any, options: dict[str, Any]) -> Any:
    included = (options.get("execution_options") or {}).get(INCLUDE_DELETED, False)
    deleted = isinstance(found, SoftDeletion) and found.deleted_at is not None
    return None if deleted and not included else found


# On the base of all sessions, so that none can be made that forgets.
@event.listens_for(orm.Session, "do_orm_execute")
def leave_out_deleted(state: ORMExecuteState) -> None:
    """Add the condition to every statement but those that complete a row which is in hand already."""
    if state.is_column_load or state.execution_options.get(INCLUDE_DELETED, False):
        return
    # Also what is inserted may come out of a select.
    if state.is_select or state.is_insert or state.is_update or state.is_delete:
        statement = cast("Any", state.statement)
        conditioned = with_conditions(statement)
        if conditioned is not statement:
            changes = state.is_update or state.is_delete
            state.statement = joined_to_kept_rows(conditioned) if changes else conditioned


def with_conditions[Statement](statement: Statement) -> Statement:
    """The statement leaving out deleted rows; itself if it does so already."""
    conditions = conditions_for(soft_deleted_models())
    options = cast("Any", statement)
    # A relationship of what came out of a query brings the conditions of that query along.
    if conditions and conditions[0] not in options._with_options:
        return options.options(*conditions)
    return statement


def joined_to_kept_rows(statement: Any) -> Any:
    """An update or delete that leaves out deleted rows of further tables: SQLAlchemy looks at the table that it changes."""
    tables = {inspect(model).local_table for model in soft_deleted_models()}
    named = {table for condition in statement._where_criteria for table in condition._from_objects}
    further = [
        each for each in named - {statement.table} if getattr(each, "element", each) in tables
    ]
    return statement.where(*(each.c.deleted_at.is_(None) for each in further))


def soft_deleted_models() -> tuple[type[SoftDeletion], ...]:
    """The mapped classes that have the mixin."""
    found: list[type[SoftDeletion]] = []
    waiting = SoftDeletion.__subclasses__()
    for model in waiting:
        if inspect(model, raiseerr=False) is None:
            waiting += model.__subclasses__()
        else:
            # Its own subclasses are mapped with it.
            found.append(model)
    return tuple(found)


@functools.lru_cache(maxsize=1)
def conditions_for(models: tuple[type[SoftDeletion], ...]) -> tuple[LoaderCriteriaOption, ...]:
    # A class each: the mixin alone has no column that a common condition could be about.
    return tuple(
        with_loader_criteria(
            model,
            # Not an expression: it has to be made anew for each alias.
            lambda entity: entity.deleted_at.is_(None),
            include_aliases=True,
        )
        for model in models
    )
