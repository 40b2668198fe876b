"""The tables of sessions, and of what people prove with who they are."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlmodel import Field, SQLModel

from app.accounts.models import UserId
from app.core.ids import Id
from app.core.models import Timestamp, utc_now


class SessionId(Id, prefix="session"):
    """The id of a session. It opens nothing: that does the token alone."""


class UserSession(SQLModel, table=True):
    """A browser that is signed in."""

    __tablename__ = "user_sessions"

    id: SessionId = Field(
        default_factory=SessionId.new, primary_key=True, sa_type=SessionId.column_type
    )
    token_hash: bytes = Field(unique=True, sa_type=LargeBinary, repr=False)
    """The SHA-256 of what the browser sends: whoever reads this table cannot use it."""
    user_id: UserId = Field(
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
        index=True,
    )
    created_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
    seen_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
    """When a request last came, within a few minutes. A session that is not used for long ends."""
    expires_at: datetime = Field(sa_type=Timestamp, index=True)
    """When the person has to sign in again, however often they come."""
    user_agent: str = ""
    """What the browser says of itself."""
    address: str = ""
    """Where it was last seen."""


class Password(SQLModel, table=True):
    """The password of a person who has one."""

    __tablename__ = "passwords"

    user_id: UserId = Field(
        primary_key=True,
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
    )
    hash: str = Field(repr=False)
    changed_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
