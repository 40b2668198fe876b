"""Statements that are built once for each shape, and given other values each time.

To build a statement, and then the key under which SQLAlchemy knows its SQL, takes as long as to run it. A statement that
stays remembers its key. Two have the same shape if they differ only in their values, such as whose rows they select.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import BindParameter, Select, bindparam
from sqlalchemy.sql.visitors import replacement_traverse

from app.core.soft_deletion import INCLUDE_DELETED, with_conditions

#: Clients choose orders and filters, so they choose shapes too; more than so many at a time are not remembered.
MOST = 500

type Values = dict[str, Any]


@dataclass(frozen=True)
class PreparedStatements:
    """The statements of one purpose that were built so far."""

    kept: dict[Hashable, Select[Any]] = field(default_factory=dict)

    def finished(
        self, rows: Select[Any], finish: Callable[[Select[Any]], Select[Any]], *variant: Hashable
    ) -> tuple[Select[Any], Values]:
        """`finish(rows)` and the values to execute it with. `variant` is what `finish` depends on beside the rows' shape."""
        # As in SQLAlchemy's own example of a cache: the structure, and apart from it the values.
        shape = rows._generate_cache_key()
        options = rows.get_execution_options()
        if shape is None or options.keys() - {INCLUDE_DELETED}:
            return finish(rows), {}
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
        return statement, {
            name_of(place): parameter.effective_value
            for place, parameter in enumerate(shape.bindparams)
        }


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
