"""Comment on tables and columns."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "72c3eb29f737"
down_revision: str | None = "5294040c54ac"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = "378fb90dd4a7"


def upgrade() -> None:
    """Take the database to this revision."""
    op.alter_column(
        "notes",
        "created_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        server_default=sa.text("now()"),
        comment="When the row was made.",
        existing_nullable=False,
    )
    op.alter_column(
        "notes",
        "updated_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        server_default=sa.text("now()"),
        comment="When the row was last changed.",
        existing_nullable=False,
    )
    op.alter_column(
        "notes",
        "deleted_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        comment="When the row was deleted; null while it is not.",
        existing_nullable=True,
    )
    op.create_table_comment(
        "notes", "Something that a person wrote down.", existing_comment=None, schema=None
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_table_comment(
        "notes", existing_comment="Something that a person wrote down.", schema=None
    )
    op.alter_column(
        "notes",
        "deleted_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        comment=None,
        existing_comment="When the row was deleted; null while it is not.",
        existing_nullable=True,
    )
    op.alter_column(
        "notes",
        "updated_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        server_default=None,
        comment=None,
        existing_comment="When the row was last changed.",
        existing_nullable=False,
    )
    op.alter_column(
        "notes",
        "created_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        server_default=None,
        comment=None,
        existing_comment="When the row was made.",
        existing_nullable=False,
    )
