"""Keep who is suspended, and find people among many."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "a410b952d9b4"
down_revision: str | None = "cabf71da098b"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the database to this revision."""
    op.add_column(
        "users",
        sa.Column(
            "suspended_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="Since when they may not come in; null while they may.",
        ),
    )
    # squawk: require-concurrent-index-creation, all revisions are one transaction
    op.create_index("ix_users_by_name", "users", [sa.text("lower(name)"), "id"])
    op.create_index(op.f("ix_users_created_at_id"), "users", ["created_at", "id"])
    # What finds a piece of text anywhere in an address or a name, without reading them all.
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.create_index(
        "ix_users_search",
        "users",
        ["email", "name"],
        postgresql_using="gin",
        postgresql_ops={"email": "gin_trgm_ops", "name": "gin_trgm_ops"},
    )


def downgrade() -> None:
    """Take the database back to the revision before. The extension stays: others may use it."""
    op.drop_index("ix_users_search", table_name="users")
    op.drop_index(op.f("ix_users_created_at_id"), table_name="users")
    op.drop_index("ix_users_by_name", table_name="users")
    op.drop_column("users", "suspended_at")
