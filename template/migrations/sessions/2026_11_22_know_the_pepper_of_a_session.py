"""Know the pepper of a session."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "efed2d980bda"
down_revision: str | None = "bf91a779b39f"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = "93f7108ba77c"


def upgrade() -> None:
    """Take the database to this revision."""
    op.alter_column(
        "email_challenges",
        "code_hash",
        existing_type=sa.VARCHAR(),
        comment="Of the code in the mail, with the pepper's id before it. None before the mail is sent, and once the code or the link was used.",
        existing_comment="Of the code in the mail. None before the mail is sent, and once the code or the link was used.",
        existing_nullable=True,
    )
    op.add_column(
        "user_sessions",
        sa.Column(
            "pepper_id",
            sa.String(),
            nullable=True,
            comment="The pepper that it takes to make the hash. Empty for a plain SHA-256, from before there was any; the next visit ends that.",
        ),
    )
    op.alter_column(
        "user_sessions",
        "token_hash",
        existing_type=postgresql.BYTEA(),
        comment="Of what the browser sends, by HMAC with a pepper: whoever reads this table cannot use it.",
        existing_comment="The SHA-256 of what the browser sends: whoever reads this table cannot use it.",
        existing_nullable=False,
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.alter_column(
        "user_sessions",
        "token_hash",
        existing_type=postgresql.BYTEA(),
        comment="The SHA-256 of what the browser sends: whoever reads this table cannot use it.",
        existing_comment="Of what the browser sends, by HMAC with a pepper: whoever reads this table cannot use it.",
        existing_nullable=False,
    )
    op.drop_column("user_sessions", "pepper_id")
    op.alter_column(
        "email_challenges",
        "code_hash",
        existing_type=sa.VARCHAR(),
        comment="Of the code in the mail. None before the mail is sent, and once the code or the link was used.",
        existing_comment="Of the code in the mail, with the pepper's id before it. None before the mail is sent, and once the code or the link was used.",
        existing_nullable=True,
    )
