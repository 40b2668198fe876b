"""Keep time zones and pictures."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "a9412b26193d"
down_revision: str | None = "a410b952d9b4"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the database to this revision."""
    op.create_table(
        "pictures",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "small", sa.LargeBinary(), nullable=False, comment="For lists and menus, as WebP."
        ),
        sa.Column("large", sa.LargeBinary(), nullable=False, comment="The same, larger."),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_pictures_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_pictures")),
        comment="What somebody looks like, in two sizes. It was drawn anew here, so that nothing else is in it.",
    )
    op.add_column(
        "users",
        sa.Column(
            "time_zone",
            sa.String(),
            nullable=True,
            comment="As in `Europe/Berlin`; null until they have said.",
        ),
    )
    op.add_column(
        "users",
        sa.Column(
            "picture",
            sa.String(),
            nullable=True,
            comment="Which picture of them there is: another text for each. Null without one.",
        ),
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_column("users", "picture")
    op.drop_column("users", "time_zone")
    op.drop_table("pictures")
