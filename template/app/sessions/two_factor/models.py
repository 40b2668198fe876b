"""The tables of second factors, and of sign-ins that still lack one."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlmodel import Field, SQLModel

from app.accounts.models import UserId
from app.core.models import Timestamp, utc_now


class Authenticator(SQLModel, table=True):
    """The app on somebody's telephone that makes codes from a secret."""

    __tablename__ = "authenticators"

    user_id: UserId = Field(
        primary_key=True,
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
    )
    secret: bytes = Field(sa_type=LargeBinary, repr=False)
    """Encrypted: whoever reads this table can make no codes."""
    confirmed_at: datetime | None = Field(default=None, sa_type=Timestamp)
    """When a first code was right. Before that nobody is asked for one."""
    last_step: int | None = None
    """The last half minute whose code was used, counted from 1970: neither it nor an earlier one works again."""
    created_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)


class RecoveryCode(SQLModel, table=True):
    """A way in for somebody whose authenticator is lost. It is deleted when it is used."""

    __tablename__ = "recovery_codes"

    user_id: UserId = Field(
        primary_key=True,
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
    )
    code_hash: bytes = Field(primary_key=True, sa_type=LargeBinary, repr=False)
    """The SHA-256 of a code of 80 random bits."""


class PendingSignIn(SQLModel, table=True):
    """Somebody has given the first proof in a browser, and owes the second."""

    __tablename__ = "pending_sign_ins"

    secret_hash: bytes = Field(primary_key=True, sa_type=LargeBinary, repr=False)
    """The SHA-256 of what lies in the browser's cookie."""
    user_id: UserId = Field(
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
        index=True,
    )
    expires_at: datetime = Field(sa_type=Timestamp, index=True)
