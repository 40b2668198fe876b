"""Create audit events."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "dc9306cc4557"
down_revision: str | None = "b0c2ab77e336"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Whoever takes over the program cannot cover their traces with it. Only the owner of the table can take these triggers away.
KEEP_AUDIT_EVENTS = """
CREATE FUNCTION keep_audit_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.created_at < now() - interval '30 days' THEN
    RETURN OLD;
  END IF;
  RAISE insufficient_privilege USING MESSAGE = 'the audit trail is only added to';
END
$$
"""
ON_EACH_ROW = """
CREATE TRIGGER keep_audit_events BEFORE UPDATE OR DELETE ON audit_events
FOR EACH ROW EXECUTE FUNCTION keep_audit_events()
"""
ON_ALL_ROWS = """
CREATE TRIGGER keep_all_audit_events BEFORE TRUNCATE ON audit_events
FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_events()
"""


def upgrade() -> None:
    """Take the database to this revision."""
    op.create_table(
        "audit_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "name", sa.String(), nullable=False, comment="What happened, as its feature calls it."
        ),
        sa.Column("user_id", sa.String(), nullable=False, comment="Whose account it concerns."),
        sa.Column(
            "actor_id",
            sa.String(),
            nullable=False,
            comment="Who did it. Empty if they were not signed in, or if the product did it by itself.",
        ),
        sa.Column(
            "acting_as_id",
            sa.String(),
            nullable=False,
            comment="As whom, if somebody was signed in as somebody else.",
        ),
        sa.Column("address", sa.String(), nullable=False, comment="Where the request came from."),
        sa.Column(
            "request_id",
            sa.String(),
            nullable=False,
            comment="The request, or the one that asked for the job.",
        ),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_events")),
        comment="Something that somebody did. The database lets nobody change it, and delete it only when it is old.",
    )
    op.create_index("ix_audit_events_actor_id", "audit_events", ["actor_id", "id"], unique=False)
    op.create_index(
        op.f("ix_audit_events_created_at"), "audit_events", ["created_at"], unique=False
    )
    op.create_index("ix_audit_events_name", "audit_events", ["name", "id"], unique=False)
    op.create_index("ix_audit_events_user_id", "audit_events", ["user_id", "id"], unique=False)
    op.execute(KEEP_AUDIT_EVENTS)
    op.execute(ON_EACH_ROW)
    op.execute(ON_ALL_ROWS)


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_index("ix_audit_events_user_id", table_name="audit_events")
    op.drop_index("ix_audit_events_name", table_name="audit_events")
    op.drop_index(op.f("ix_audit_events_created_at"), table_name="audit_events")
    op.drop_index("ix_audit_events_actor_id", table_name="audit_events")
    op.drop_table("audit_events")
    op.execute("DROP FUNCTION keep_audit_events()")
