"""Let the database keep updated_at."""

from collections.abc import Sequence

from alembic import op

revision: str = "a4c2e8d01b37"
down_revision: str | None = "378fb90dd4a7"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = "7b1f0c5e9d24"


def upgrade() -> None:
    """Take the database to this revision."""
    op.execute(
        "CREATE TRIGGER touch_updated_at BEFORE UPDATE ON users FOR EACH ROW "
        "WHEN (NEW.* IS DISTINCT FROM OLD.* AND NEW.updated_at = OLD.updated_at) "
        "EXECUTE FUNCTION touch_updated_at()"
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.execute("DROP TRIGGER touch_updated_at ON users")
