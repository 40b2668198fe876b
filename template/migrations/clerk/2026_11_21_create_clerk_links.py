"""Create clerk links."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "c1e4b7a90d52"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("clerk",)
depends_on: str | Sequence[str] | None = "cdf370d1ba3e"


def upgrade() -> None:
    """Take the database to this revision."""
    op.create_table(
        "clerk_links",
        sa.Column("clerk_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When they last changed at Clerk, as far as is known here.",
        ),
        sa.Column(
            "name",
            sa.String(),
            nullable=False,
            comment="What they were called at Clerk then: another name that they chose here stays unless this one changes.",
        ),
        sa.Column(
            "ended_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When they were signed out everywhere: tokens that were made before open nothing.",
        ),
        sa.Column(
            "deleted_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="Since when Clerk does not know them any more.",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_clerk_links_user_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("clerk_id", name=op.f("pk_clerk_links")),
        sa.UniqueConstraint("user_id", name=op.f("uq_clerk_links_user_id")),
        comment="Whom a person at Clerk is here. It outlives both, so that no late message brings back somebody who is gone.",
    )
    op.create_table(
        "clerk_impersonations",
        sa.Column(
            "session_id",
            sa.String(),
            nullable=False,
            comment="Of the session, as Clerk calls it: its tokens name it.",
        ),
        sa.Column("own_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "until",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="From then on the session opens nothing until its owner goes back.",
        ),
        sa.ForeignKeyConstraint(
            ["own_id"],
            ["users.id"],
            name=op.f("fk_clerk_impersonations_own_id_users"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_clerk_impersonations_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_clerk_impersonations")),
        comment="A session at Clerk whose owner is somebody else here for a while.",
    )
    op.create_index(
        op.f("ix_clerk_impersonations_own_id"), "clerk_impersonations", ["own_id"], unique=False
    )
    op.create_index(
        op.f("ix_clerk_impersonations_user_id"), "clerk_impersonations", ["user_id"], unique=False
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_table("clerk_impersonations")
    op.drop_table("clerk_links")
