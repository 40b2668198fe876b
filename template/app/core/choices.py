"""Columns that hold a member of a Python enum: text, and a check constraint with the members.

    class Status(StrEnum): ...

    status: Status = Field(sa_type=choice(Status))

Not PostgreSQL's own enums: those lose no member without being made anew, and cannot be changed in every transaction. When
members come or go, `just db migration` replaces the constraint.
"""

import re
from collections.abc import Container
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Enum, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.elements import conv

#: Longer than any member is likely to be, so that a new one does not change the column's type.
LENGTH = 63


def choice(kind: type[StrEnum], name: str | None = None) -> Any:
    """The type of a column that holds a member of `kind`. Stored is its value, not its name.

    `name` tells the constraints of two columns of one table apart that hold the same kind.
    """
    return Enum(
        kind,
        name=name or re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower(),
        native_enum=False,
        create_constraint=True,
        length=LENGTH,
        values_callable=lambda members: [member.value for member in members],
    )


def choices_of(table: Table, columns: Container[str]) -> dict[str, CheckConstraint]:
    """The constraints that those of a table's columns need that are choices, by their names in the database."""
    found = {}
    for column in table.columns:
        if column.name in columns and isinstance(column.type, Enum) and not column.type.native_enum:
            name = name_in_database(f"ck_{table.name}_{column.type.name}")
            members = ", ".join(
                "'" + member.replace("'", "''") + "'" for member in column.type.enums
            )
            found[name] = CheckConstraint(f"{column.name} IN ({members})", name=name)
    return found


def name_in_database(name: str) -> str:
    """A constraint's name as SQLAlchemy gives it to PostgreSQL, which keeps 63 letters: a longer one ends in a hash."""
    preparer = postgresql.dialect().identifier_preparer
    return preparer.truncate_and_render_constraint_name(conv(name), _alembic_quote=False)


def members_in(condition: str) -> set[str]:
    """The texts that a condition mentions, however PostgreSQL has rewritten it."""
    return {text.replace("''", "'") for text in re.findall(r"'((?:[^']|'')*)'", condition)}
