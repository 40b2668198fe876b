"""Create sessions and passwords."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "5e0d9c3a71f4"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("sessions",)
depends_on: str | Sequence[str] | None = "cdf370d1ba3e"

# Older versions kept passwords among the people.
MOVE_PASSWORDS = """
DO $$
BEGIN
    IF EXISTS (
        SELECT FROM information_schema.columns
        WHERE table_schema = current_schema AND table_name = 'users' AND column_name = 'password_hash'
    ) THEN
        INSERT INTO passwords (user_id, hash, changed_at) SELECT id, password_hash, updated_at FROM users;
        ALTER TABLE users DROP COLUMN password_hash;
    END IF;
END
$$
"""


def upgrade() -> None:
    """Take the database to this revision."""
    # Older versions had sessions of another shape. Everybody signs in once more.
    # squawk: ban-drop-table, a session that is lost costs one sign-in
    op.drop_table("user_sessions", if_exists=True)
    op.create_table(
        "user_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "token_hash",
            sa.LargeBinary(),
            nullable=False,
            comment="The SHA-256 of what the browser sends: whoever reads this table cannot use it.",
        ),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "seen_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When a request last came, within a few minutes. A session that is not used for long ends.",
        ),
        sa.Column(
            "confirmed_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When the person last proved who they are.",
        ),
        sa.Column(
            "expires_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When the person has to sign in again, however often they come.",
        ),
        sa.Column(
            "user_agent", sa.String(), nullable=False, comment="What the browser says of itself."
        ),
        sa.Column("address", sa.String(), nullable=False, comment="Where it was last seen."),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_user_sessions_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_sessions_token_hash")),
        comment="A browser that is signed in.",
    )
    op.create_index(
        op.f("ix_user_sessions_expires_at"), "user_sessions", ["expires_at"], unique=False
    )
    op.create_index(op.f("ix_user_sessions_user_id"), "user_sessions", ["user_id"], unique=False)
    op.create_table(
        "passwords",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_passwords_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_passwords")),
        comment="The password of a person who has one.",
    )
    op.execute(MOVE_PASSWORDS)


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_table("passwords")
    op.drop_index(op.f("ix_user_sessions_user_id"), table_name="user_sessions")
    op.drop_index(op.f("ix_user_sessions_expires_at"), table_name="user_sessions")
    op.drop_table("user_sessions")
