"""Keep the roles of people."""

# squawk: constraint-missing-not-valid, all rows have the default, and are read in a moment.

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "cabf71da098b"
down_revision: str | None = "a4c2e8d01b37"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the database to this revision."""
    op.add_column(
        "users",
        sa.Column(
            "role",
            sa.String(63),
            server_default="member",
            nullable=False,
            comment="What they may do beyond their own affairs; app/accounts/permissions.py says what that is.",
        ),
    )
    op.create_check_constraint(op.f("ck_users_role"), "users", "role IN ('member', 'admin')")


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_column("users", "role")
