"""Keep deleted notes for a while."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "5294040c54ac"
down_revision: str | None = "63ad0ddc6717"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = "cdf370d1ba3e"

INDEX = "ix_notes_owner_id_updated_at_id"
COLUMNS = ["owner_id", "updated_at", "id"]


def upgrade() -> None:
    """Take the database to this revision."""
    op.add_column("notes", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index(op.f(INDEX), table_name="notes")
    # squawk: require-concurrent-index-deletion, all revisions are one transaction
    # squawk: require-concurrent-index-creation, an index of notes is made in seconds
    # Lists show only what is not deleted, so their index holds nothing else.
    op.create_index(op.f(INDEX), "notes", COLUMNS, postgresql_where=sa.text("deleted_at IS NULL"))


def downgrade() -> None:
    """Take the database back to the revision before. What is in the trash goes: there is no trash any more."""
    op.execute("DELETE FROM notes WHERE deleted_at IS NOT NULL")
    op.drop_index(op.f(INDEX), table_name="notes")
    op.create_index(op.f(INDEX), "notes", COLUMNS)
    op.drop_column("notes", "deleted_at")
