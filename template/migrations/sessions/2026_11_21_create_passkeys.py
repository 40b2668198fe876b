"""Create passkeys."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "8d80b5178719"
down_revision: str | None = "d4cfcb94f967"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = "cabf71da098b"


def upgrade() -> None:
    """Take the database to this revision."""
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "credential_id",
            sa.LargeBinary(),
            nullable=False,
            comment="By which its authenticator knows it.",
        ),
        sa.Column(
            "public_key", sa.LargeBinary(), nullable=False, comment="In CBOR, as RFC 9052 has it."
        ),
        sa.Column(
            "sign_count",
            sa.BigInteger(),
            nullable=False,
            comment="How often its authenticator says that it was used. Many always say zero.",
        ),
        sa.Column("name", sa.String(), nullable=False, comment="What its owner calls it."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "used_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When somebody last showed with it who they are.",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_passkeys_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
        comment="A key pair with which a person signs in. The secret half is in their device or password manager alone.",
    )
    op.create_index(op.f("ix_passkeys_user_id"), "passkeys", ["user_id"], unique=False)


def downgrade() -> None:
    """Take the database back to the revision before."""
    op.drop_index(op.f("ix_passkeys_user_id"), table_name="passkeys")
    op.drop_table("passkeys")
