"""Create notes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "63ad0ddc6717"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("notes",)
depends_on: str | Sequence[str] | None = "cdf370d1ba3e"


def upgrade() -> None:
    """Take the database to this revision."""
    op.create_table(
        "notes",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_notes_owner_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(
        op.f("ix_notes_owner_id_updated_at_id"),
        "notes",
        ["owner_id", "updated_at", "id"],
        unique=False,
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_index(op.f("ix_notes_owner_id_updated_at_id"), table_name="notes")
    op.drop_table("notes")
