"""Let the database keep updated_at."""

from collections.abc import Sequence

from alembic import op

revision: str = "c90b6fd3a518"
down_revision: str | None = "72c3eb29f737"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = "7b1f0c5e9d24"


def upgrade() -> None:
    """Take the database to this revision."""
    op.execute(
        "CREATE TRIGGER touch_updated_at BEFORE UPDATE ON notes FOR EACH ROW "
        "WHEN (NEW.* IS DISTINCT FROM OLD.* AND NEW.updated_at = OLD.updated_at AND NEW.deleted_at IS NOT DISTINCT FROM OLD.deleted_at) "
        "EXECUTE FUNCTION touch_updated_at()"
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.execute("DROP TRIGGER touch_updated_at ON notes")
