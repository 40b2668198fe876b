"""Comment on tables and columns."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "378fb90dd4a7"
down_revision: str | None = "cdf370d1ba3e"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the database to this revision."""
    op.alter_column(
        "users",
        "created_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        server_default=sa.text("now()"),
        comment="When the row was made.",
        existing_nullable=False,
    )
    op.alter_column(
        "users",
        "updated_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        server_default=sa.text("now()"),
        comment="When the row was last changed.",
        existing_nullable=False,
    )
    op.alter_column(
        "users",
        "email",
        existing_type=sa.VARCHAR(),
        comment="In lower case.",
        existing_nullable=False,
    )
    op.create_table_comment(
        "users", "A person who can sign in.", existing_comment=None, schema=None
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_table_comment("users", existing_comment="A person who can sign in.", schema=None)
    op.alter_column(
        "users",
        "email",
        existing_type=sa.VARCHAR(),
        comment=None,
        existing_comment="In lower case.",
        existing_nullable=False,
    )
    op.alter_column(
        "users",
        "updated_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        server_default=None,
        comment=None,
        existing_comment="When the row was last changed.",
        existing_nullable=False,
    )
    op.alter_column(
        "users",
        "created_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        server_default=None,
        comment=None,
        existing_comment="When the row was made.",
        existing_nullable=False,
    )
