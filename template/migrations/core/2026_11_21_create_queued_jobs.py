"""Create queued jobs."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "226df3264895"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("core",)
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the database to this revision."""
    op.create_table(
        "queued_jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("arguments", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column(
            "once_key",
            sa.String(),
            nullable=True,
            comment="What a once-only job has in common with others that are the same.",
        ),
        sa.Column(
            "request_id", sa.String(), nullable=False, comment="The request that asked for it."
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "due_at", sa.DateTime(timezone=True), nullable=False, comment="When it may begin."
        ),
        sa.Column(
            "published_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When its id was last given to the broker.",
        ),
        sa.Column(
            "begun_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When a worker last began it.",
        ),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="How often it was begun."),
        sa.Column(
            "retries",
            sa.Integer(),
            nullable=False,
            comment="How often it was put off because of an error that it declares.",
        ),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(), nullable=True, comment="The last error, in a line."),
        sa.Column("traceback", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queued_jobs")),
        comment="A job that waits, runs or has failed. One that is done is deleted together with its effect.",
    )
    op.create_index(
        "ix_queued_jobs_once_key",
        "queued_jobs",
        ["once_key"],
        unique=True,
        postgresql_where=sa.text("attempts = 0 AND failed_at IS NULL"),
    )
    op.create_index(
        "ix_queued_jobs_published",
        "queued_jobs",
        ["queue", "published_at"],
        unique=False,
        postgresql_where=sa.text("published_at IS NOT NULL AND failed_at IS NULL"),
    )
    op.create_index(
        "ix_queued_jobs_unpublished",
        "queued_jobs",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("published_at IS NULL AND failed_at IS NULL"),
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_index(
        "ix_queued_jobs_unpublished",
        table_name="queued_jobs",
        postgresql_where=sa.text("published_at IS NULL AND failed_at IS NULL"),
    )
    op.drop_index(
        "ix_queued_jobs_published",
        table_name="queued_jobs",
        postgresql_where=sa.text("published_at IS NOT NULL AND failed_at IS NULL"),
    )
    op.drop_index(
        "ix_queued_jobs_once_key",
        table_name="queued_jobs",
        postgresql_where=sa.text("attempts = 0 AND failed_at IS NULL"),
    )
    op.drop_table("queued_jobs")
