"""Create second factors."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "d4cfcb94f967"
down_revision: str | None = "1b4cfd0f68a6"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = "a4c2e8d01b37"


def upgrade() -> None:
    """Take the database to this revision."""
    op.create_table(
        "authenticators",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "secret",
            sa.LargeBinary(),
            nullable=False,
            comment="Encrypted: whoever reads this table can make no codes.",
        ),
        sa.Column(
            "confirmed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When a first code was right. Before that nobody is asked for one.",
        ),
        sa.Column(
            "last_step",
            sa.Integer(),
            nullable=True,
            comment="The last half minute whose code was used, counted from 1970: neither it nor an earlier one works again.",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_authenticators_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_authenticators")),
        comment="The app on somebody's telephone that makes codes from a secret.",
    )
    op.create_table(
        "pending_sign_ins",
        sa.Column(
            "secret_hash",
            sa.LargeBinary(),
            nullable=False,
            comment="The SHA-256 of what lies in the browser's cookie.",
        ),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_pending_sign_ins_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_pending_sign_ins")),
        comment="Somebody has given the first proof in a browser, and owes the second.",
    )
    op.create_index(
        op.f("ix_pending_sign_ins_expires_at"), "pending_sign_ins", ["expires_at"], unique=False
    )
    op.create_index(
        op.f("ix_pending_sign_ins_user_id"), "pending_sign_ins", ["user_id"], unique=False
    )
    op.create_table(
        "recovery_codes",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "code_hash",
            sa.LargeBinary(),
            nullable=False,
            comment="The SHA-256 of a code of 80 random bits.",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_recovery_codes_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "code_hash", name=op.f("pk_recovery_codes")),
        comment="A way in for somebody whose authenticator is lost. It is deleted when it is used.",
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_table("recovery_codes")
    op.drop_index(op.f("ix_pending_sign_ins_user_id"), table_name="pending_sign_ins")
    op.drop_index(op.f("ix_pending_sign_ins_expires_at"), table_name="pending_sign_ins")
    op.drop_table("pending_sign_ins")
    op.drop_table("authenticators")
