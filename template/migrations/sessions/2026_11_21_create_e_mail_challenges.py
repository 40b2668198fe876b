"""Create e-mail challenges."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "1b4cfd0f68a6"
down_revision: str | None = "5e0d9c3a71f4"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = "a4c2e8d01b37"


def upgrade() -> None:
    """Take the database to this revision."""
    op.create_table(
        "email_challenges",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "sign_up",
                "reset_password",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=63,
            ),
            nullable=False,
        ),
        sa.Column("email", sa.String(), nullable=False, comment="In lower case."),
        sa.Column("user_id", sa.Uuid(), nullable=True, comment="Whose address it is already."),
        sa.Column(
            "secret_hash",
            sa.LargeBinary(),
            nullable=False,
            comment="The SHA-256 of what the browser keeps that asked: a code is worth something there alone.",
        ),
        sa.Column(
            "code_hash",
            sa.String(),
            nullable=True,
            comment="Of the code in the mail. None before the mail is sent, and once the code or the link was used.",
        ),
        sa.Column(
            "token_hash",
            sa.LargeBinary(),
            nullable=True,
            comment="The SHA-256 of what the link in the mail holds.",
        ),
        sa.Column(
            "proved",
            sa.Boolean(),
            nullable=False,
            comment="Whether the address has turned out to be theirs.",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_email_challenges_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email_challenges")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_email_challenges_secret_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_email_challenges_token_hash")),
        comment="Somebody says that an address is theirs. A mail to it holds what proves that, once.",
    )
    op.create_index(
        op.f("ix_email_challenges_expires_at"), "email_challenges", ["expires_at"], unique=False
    )
    op.create_index(
        op.f("ix_email_challenges_user_id"), "email_challenges", ["user_id"], unique=False
    )


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_index(op.f("ix_email_challenges_user_id"), table_name="email_challenges")
    op.drop_index(op.f("ix_email_challenges_expires_at"), table_name="email_challenges")
    op.drop_table("email_challenges")
