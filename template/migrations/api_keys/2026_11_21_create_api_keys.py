"""Create API keys."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "775a895eabee"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("api_keys",)
depends_on: str | Sequence[str] | None = "a4c2e8d01b37"


def upgrade() -> None:
    """Take the database to this revision."""
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False, comment="What its owner calls it."),
        sa.Column(
            "token_hash",
            sa.LargeBinary(),
            nullable=False,
            comment="The SHA-256 of the key: whoever reads this table cannot use it.",
        ),
        sa.Column(
            "hint",
            sa.String(),
            nullable=False,
            comment="The beginning and the end of the key, by which its owner knows it again.",
        ),
        sa.Column(
            "scopes", sa.ARRAY(sa.String()), nullable=False, comment="What programs may do with it."
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "expires_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When it ends. Empty if it never does.",
        ),
        sa.Column(
            "used_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When a program last came with it, within a few minutes.",
        ),
        sa.Column(
            "warned_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When its owner was told that it ends soon.",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_api_keys_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_keys_token_hash")),
        comment="Something with which a program acts for a person.",
    )
    op.create_index(op.f("ix_api_keys_expires_at"), "api_keys", ["expires_at"], unique=False)
    op.create_index(op.f("ix_api_keys_user_id"), "api_keys", ["user_id"], unique=False)


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_index(op.f("ix_api_keys_user_id"), table_name="api_keys")
    op.drop_index(op.f("ix_api_keys_expires_at"), table_name="api_keys")
    op.drop_table("api_keys")
