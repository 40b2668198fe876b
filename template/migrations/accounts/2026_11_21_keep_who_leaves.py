"""Keep who leaves."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "93f7108ba77c"
down_revision: str | None = "a9412b26193d"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the database to this revision."""
    op.add_column(
        "users",
        sa.Column(
            "leaves_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When they are erased who have left, unless they come back before; null while they stay.",
        ),
    )
    # squawk: require-concurrent-index-creation, the column is new and empty, so that making it reads the table once
    op.create_index(op.f("ix_users_leaves_at"), "users", ["leaves_at"], unique=False)


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_index(op.f("ix_users_leaves_at"), table_name="users")
    op.drop_column("users", "leaves_at")
