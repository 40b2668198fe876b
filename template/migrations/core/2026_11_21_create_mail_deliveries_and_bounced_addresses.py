"""Create mail deliveries and bounced addresses."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "ff1e04f7fbdb"
down_revision: str | None = "7b1f0c5e9d24"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the database to this revision."""
    op.create_table(
        "bounced_addresses",
        sa.Column("address", sa.String(), nullable=False, comment="In lower case."),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_bounced_addresses")),
        comment="An address that the mail server refuses for good. Nothing is sent to it until it is cleared.",
    )
    op.create_table(
        "mail_deliveries",
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="When the row was made.",
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="When the row was last changed.",
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mail", sa.String(), nullable=False, comment="The feature and the template."),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column(
            "reason",
            sa.String(),
            nullable=False,
            comment="Why it was not sent, as the mail server says it.",
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_deliveries")),
        comment="A mail to somebody, and what became of it. One that is tried again stays the same.",
    )
    op.create_index(
        op.f("ix_mail_deliveries_address"), "mail_deliveries", ["address"], unique=False
    )
    op.create_index(
        "ix_mail_deliveries_created_at", "mail_deliveries", ["created_at"], unique=False
    )
    op.execute(
        'CREATE TRIGGER touch_updated_at BEFORE UPDATE ON "mail_deliveries" FOR EACH ROW WHEN (NEW.* IS DISTINCT FROM OLD.* AND NEW.updated_at = OLD.updated_at) EXECUTE FUNCTION touch_updated_at()'
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_index("ix_mail_deliveries_created_at", table_name="mail_deliveries")
    op.drop_index(op.f("ix_mail_deliveries_address"), table_name="mail_deliveries")
    op.drop_table("mail_deliveries")
    op.drop_table("bounced_addresses")
