"""Keep the country of a session."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "bf91a779b39f"
down_revision: str | None = "62faf5100360"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = "93f7108ba77c"


def upgrade() -> None:
    """Take the database to this revision."""
    op.add_column(
        "user_sessions",
        sa.Column(
            "country",
            sa.String(),
            server_default="",
            nullable=False,
            comment="The country of that, as in `DE`, if a proxy in front says so.",
        ),
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_column("user_sessions", "country")
