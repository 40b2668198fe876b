"""The table that says who is who."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlmodel import Field, SQLModel

from app.accounts.models import UserId
from app.core.models import Timestamp


class ClerkImpersonation(SQLModel, table=True):
    """A session at Clerk whose owner is somebody else here for a while."""

    __tablename__ = "clerk_impersonations"

    session_id: str = Field(primary_key=True)
    """Of the session, as Clerk calls it: its tokens name it."""
    own_id: UserId = Field(
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
        index=True,
    )
    user_id: UserId = Field(
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
        index=True,
    )
    until: datetime = Field(sa_type=Timestamp)
    """From then on the session opens nothing until its owner goes back."""


class ClerkLink(SQLModel, table=True):
    """Whom a person at Clerk is here. It outlives both, so that no late message brings back somebody who is gone."""

    __tablename__ = "clerk_links"

    clerk_id: str = Field(primary_key=True)
    user_id: UserId | None = Field(
        default=None,
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="SET NULL")],
        unique=True,
    )
    changed_at: datetime = Field(sa_type=Timestamp)
    """When they last changed at Clerk, as far as is known here."""
    name: str = ""
    """What they were called at Clerk then: another name that they chose here stays unless this one changes."""
    ended_at: datetime | None = Field(default=None, sa_type=Timestamp)
    """When they were signed out everywhere: tokens that were made before open nothing."""
    deleted_at: datetime | None = Field(default=None, sa_type=Timestamp)
    """Since when Clerk does not know them any more."""
