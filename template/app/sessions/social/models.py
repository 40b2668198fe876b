"""The tables of accounts elsewhere, and of attempts to sign in with them."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.accounts.models import UserId
from app.core.choices import choice
from app.core.ids import Id
from app.core.models import Timestamp, utc_now
from app.sessions.social.providers import ProviderName


class SocialIdentityId(Id, prefix="identity"):
    """The id of a connected account."""


class SocialIdentity(SQLModel, table=True):
    """An account elsewhere that opens one here."""

    __tablename__ = "social_identities"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("issuer", "subject"),
        # One at each provider, so that everybody understands what "connected" means.
        UniqueConstraint("user_id", "issuer"),
    )

    id: SocialIdentityId = Field(
        default_factory=SocialIdentityId.new,
        primary_key=True,
        sa_type=SocialIdentityId.column_type,
    )
    user_id: UserId = Field(
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
    )
    issuer: str
    """Who says so. A subject means something together with it alone."""
    subject: str
    """By what the issuer knows the account, whatever its name and address become."""
    shown_as: str = ""
    """The account's address or name there, when it was connected. It opens nothing."""
    created_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)


class SocialAttempt(SQLModel, table=True):
    """Somebody was sent to a provider and may come back, once, in the same browser."""

    __tablename__ = "social_attempts"

    state_hash: bytes = Field(primary_key=True, sa_type=LargeBinary, repr=False)
    """The SHA-256 of what the provider passes back."""
    browser_hash: bytes = Field(sa_type=LargeBinary, repr=False)
    """The SHA-256 of what lies in the browser's cookie."""
    provider: ProviderName = Field(sa_type=choice(ProviderName))
    user_id: UserId | None = Field(
        default=None,
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
        index=True,
    )
    """Who wants to connect the account. None while somebody signs in."""
    return_to: str = ""
    """Where on this site they wanted to go. The page checks that it is one."""
    expires_at: datetime = Field(sa_type=Timestamp, index=True)


class WaitingIdentity(SQLModel, table=True):
    """An account elsewhere whose owner has none here and still has to prove an address."""

    __tablename__ = "waiting_identities"

    browser_hash: bytes = Field(primary_key=True, sa_type=LargeBinary, repr=False)
    """The SHA-256 of what lies in the browser's cookie."""
    issuer: str
    subject: str
    shown_as: str = ""
    expires_at: datetime = Field(sa_type=Timestamp, index=True)
