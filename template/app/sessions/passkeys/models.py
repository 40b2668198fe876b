"""The table of passkeys."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlmodel import Field, SQLModel

from app.accounts.models import UserId
from app.core.ids import Id
from app.core.models import Timestamp, utc_now


class PasskeyId(Id, prefix="passkey"):
    """The id of a passkey among us. Its authenticator knows it by another."""


class Passkey(SQLModel, table=True):
    """A key pair with which a person signs in. The secret half is in their device or password manager alone."""

    __tablename__ = "passkeys"

    id: PasskeyId = Field(
        default_factory=PasskeyId.new, primary_key=True, sa_type=PasskeyId.column_type
    )
    user_id: UserId = Field(
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
        index=True,
    )
    credential_id: bytes = Field(unique=True, sa_type=LargeBinary)
    """By which its authenticator knows it."""
    public_key: bytes = Field(sa_type=LargeBinary)
    """In CBOR, as RFC 9052 has it."""
    sign_count: int = Field(default=0, sa_type=BigInteger)
    """How often its authenticator says that it was used. Many always say zero."""
    name: str
    """What its owner calls it."""
    created_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
    used_at: datetime | None = Field(default=None, sa_type=Timestamp)
    """When somebody last showed with it who they are."""
