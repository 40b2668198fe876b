"""Find notes among many: an index for each order, and one for the search."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "e2d57a09c4b1"
down_revision: str | None = "c90b6fd3a518"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEPT = sa.text("deleted_at IS NULL")


def upgrade() -> None:
    """Take the database to this revision."""
    # squawk: require-concurrent-index-creation, all revisions are one transaction
    op.create_index(
        op.f("ix_notes_owner_id_created_at_id"),
        "notes",
        ["owner_id", "created_at", "id"],
        postgresql_where=KEPT,
    )
    op.create_index(
        "ix_notes_by_title",
        "notes",
        ["owner_id", sa.text("lower(title)"), "id"],
        postgresql_where=KEPT,
    )
    # What finds a piece of text anywhere in a title or body, without reading them all.
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.create_index(
        "ix_notes_search",
        "notes",
        ["title", "body"],
        postgresql_using="gin",
        postgresql_ops={"title": "gin_trgm_ops", "body": "gin_trgm_ops"},
    )


def downgrade() -> None:
    """Take the database back to the revision before. The extension stays: others may use it."""
    op.drop_index("ix_notes_search", table_name="notes")
    op.drop_index("ix_notes_by_title", table_name="notes")
    op.drop_index(op.f("ix_notes_owner_id_created_at_id"), table_name="notes")
