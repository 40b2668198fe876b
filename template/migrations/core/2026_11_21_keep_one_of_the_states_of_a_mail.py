"""Keep one of the states of a mail."""

# squawk: constraint-missing-not-valid, the table holds the mails of 90 days, and is read in a moment.

from collections.abc import Sequence

from alembic import op

revision: str = "b0c2ab77e336"
down_revision: str | None = "a94c0e7d51b2"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the database to this revision."""
    op.create_check_constraint(
        op.f("ck_mail_deliveries_delivery_state"),
        "mail_deliveries",
        "state IN ('sent', 'failed', 'bounced', 'withheld')",
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_constraint(op.f("ck_mail_deliveries_delivery_state"), "mail_deliveries", type_="check")
