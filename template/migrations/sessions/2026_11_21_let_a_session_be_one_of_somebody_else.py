"""Let a session be one of somebody else."""

# squawk: adding-foreign-key-constraint, the column is new and empty, so there is nothing to read.
# squawk: constraint-missing-not-valid, the same.

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "a7b6ce828f13"
down_revision: str | None = "7d3dde94afe3"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the database to this revision."""
    op.add_column(
        "user_sessions",
        sa.Column(
            "impersonator_id",
            sa.Uuid(),
            nullable=True,
            comment="Who is signed in as somebody else; null for everybody who is there as themselves.",
        ),
    )
    op.add_column(
        "user_sessions",
        sa.Column(
            "own_session_id",
            sa.Uuid(),
            nullable=True,
            comment="The session that they come back to. No token opens it meanwhile, and with it this one ends.",
        ),
    )
    # squawk: require-concurrent-index-creation, all revisions are one transaction
    op.create_index(
        op.f("ix_user_sessions_own_session_id"),
        "user_sessions",
        ["own_session_id"],
        postgresql_where=sa.text("own_session_id IS NOT NULL"),
    )
    op.create_foreign_key(
        op.f("fk_user_sessions_own_session_id_user_sessions"),
        "user_sessions",
        "user_sessions",
        ["own_session_id"],
        ["id"],
        ondelete="CASCADE",
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_constraint(
        op.f("fk_user_sessions_own_session_id_user_sessions"), "user_sessions", type_="foreignkey"
    )
    op.drop_index(op.f("ix_user_sessions_own_session_id"), table_name="user_sessions")
    op.drop_column("user_sessions", "own_session_id")
    op.drop_column("user_sessions", "impersonator_id")
