"""Has autogenerate notice that the members of a choice have changed."""

from typing import Any

from alembic.autogenerate import comparators
from alembic.operations import ops
from sqlalchemy import CheckConstraint, Table
from sqlalchemy.sql.elements import conv

from app.core.choices import choices_of, members_in


@comparators.dispatch_for("table")
def compare_choices(
    context: Any,
    changes: ops.ModifyTableOps,
    _schema: str | None,
    table_name: str,
    stored: Table | None,
    wanted: Table | None,
) -> None:
    """Replace the constraint of a choice whose members are not those of the Python enum."""
    if stored is None or wanted is None:
        return
    known = {
        each["name"]: each["sqltext"]
        for each in context.inspector.get_check_constraints(table_name)
    }
    # A column that is new brings its constraint along.
    for name, constraint in choices_of(wanted, stored.columns).items():
        condition = str(constraint.sqltext)
        if members_in(known.get(name, "")) == members_in(condition):
            continue
        if name in known:
            before = CheckConstraint(known[name], name=conv(name))
            stored.append_constraint(before)
            changes.ops.append(ops.DropConstraintOp.from_constraint(before))
        changes.ops.append(ops.CreateCheckConstraintOp(conv(name), table_name, condition))
