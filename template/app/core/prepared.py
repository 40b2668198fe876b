"""Statements that are built once for each shape, and given other values each time.

To build a statement, and then the key under which SQLAlchemy knows its SQL, takes as long as to run it. A statement that
stays remembers its key. Two have the same shape if they differ only in their values, such as whose rows they select.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import BindParameter, Row, Select, bindparam, orm
from sqlalchemy.sql.visitors import replacement_traverse
from sqlmodel import Session

from app.core.read_only import refuse_changing_statements
from app.core.soft_deletion import INCLUDE_DELETED, leave_out_deleted, with_conditions

#: Clients choose orders and filters, so they choose shapes too; more than so many at a time are not remembered.
MOST = 500

#: What these do to a statement of a session is done to one that stays, when it is built.
OWN_LISTENERS = {leave_out_deleted, refuse_changing_statements}


@dataclass(frozen=True)
class PreparedStatements:
    """The statements of one purpose that were built so far."""

    kept: dict[Hashable, Select[Any]] = field(default_factory=dict)

    def fetch(
        self,
        session: Session,
        rows: Select[Any],
        finish: Callable[[Select[Any]], Select[Any]],
        variant: Hashable,
        values: Mapping[str, Any],
    ) -> list[Row[Any]]:
        """The rows of `finish(rows)`, which depends on `variant` and the shape of `rows`, and is to be given `values`."""
        # As in SQLAlchemy's own example of a cache: the structure, and apart from it the values.
        shape = rows._generate_cache_key()
        options = rows.get_execution_options()
        if shape is None or options.keys() - {INCLUDE_DELETED} or session.execution_options:
            return in_session(session, finish(rows), values)
        key = (shape.key, options.get(INCLUDE_DELETED, False), variant)
        statement = self.kept.get(key)
        if statement is None:
            statement = finish(with_named_values(rows, shape.bindparams))
            if not options.get(INCLUDE_DELETED):
                # Now, because to add them later would make another statement of it each time.
                statement = with_conditions(statement)
            if len(self.kept) >= MOST:
                self.kept.clear()
            self.kept[key] = statement
        own = {
            name_of(place): parameter.effective_value
            for place, parameter in enumerate(shape.bindparams)
        }
        return execute(session, statement, {**own, **values})


def execute(session: Session, statement: Select[Any], values: Mapping[str, Any]) -> list[Row[Any]]:
    """The rows of a statement that stays. They are columns, so nothing has to be made of them that the connection does not make.

    That takes two thirds of what the session takes. Who else listens to its statements, such as to keep tenants apart, hears
    of this one too, and what locks rows is judged by it.
    """
    heard = not OWN_LISTENERS.issuperset(cast("Any", session.dispatch).do_orm_execute)
    if heard or statement._for_update_arg is not None:
        return in_session(session, statement, values)
    if session.autoflush:
        session.flush()
    return list(session.connection().execute(statement, values).all())


def in_session(
    session: Session, statement: Select[Any], values: Mapping[str, Any]
) -> list[Row[Any]]:
    # SQLModel's own `exec` would return only the first column of what began as a select of one model.
    return list(orm.Session.execute(session, statement, values).all())


def name_of(place: int) -> str:
    return f"value_{place}"


def with_named_values(
    statement: Select[Any], parameters: Sequence[BindParameter[Any]]
) -> Select[Any]:
    """The statement without the values in it: it cannot be executed before it is given some.

    Raises:
        TypeError: one of them could not be taken out, so that somebody would be shown the rows of whoever came first.
    """
    named = {
        id(parameter): bindparam(
            name_of(place),
            type_=parameter.type,
            required=True,
            expanding=parameter.expanding,
            literal_execute=parameter.literal_execute,
        )
        for place, parameter in enumerate(parameters)
    }
    without = cast(
        "Select[Any]",
        replacement_traverse(statement, {}, lambda element, **_: named.get(id(element))),
    )
    left = without._generate_cache_key()
    if left is None or [*map(id, left.bindparams)] != [*map(id, named.values())]:
        raise TypeError("The values of this statement cannot be told from it.")
    return without
