"""The tables of people and their sessions."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlmodel import Field, SQLModel

from app.core.ids import Id
from app.core.models import Timestamp, Timestamps, utc_now


class UserId(Id, prefix="user"):
    """The id of a person."""


class User(Timestamps, table=True):
    """A person who can sign in."""

    __tablename__ = "users"

    id: UserId = Field(default_factory=UserId.new, primary_key=True, sa_type=UserId.column_type)
    email: str = Field(unique=True)
    """In lower case."""
    name: str
    password_hash: str = Field(repr=False)


class UserSession(SQLModel, table=True):
    """A browser that is signed in."""

    __tablename__ = "user_sessions"

    token_hash: bytes = Field(primary_key=True, sa_type=LargeBinary, repr=False)
    """The SHA-256 of what the browser sends: whoever reads this table cannot use it."""
    user_id: UserId = Field(
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
        index=True,
    )
    created_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
    expires_at: datetime = Field(sa_type=Timestamp, index=True)
    """When the person has to sign in again."""
