"""The table of addresses that people have had."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, LargeBinary
from sqlmodel import Field, SQLModel

from app.accounts.models import UserId
from app.core.ids import Id
from app.core.models import Timestamp, utc_now

#: How long whoever has the old address can take a change back.
UNDO_LIFETIME = timedelta(days=1)


def end_of_undoing() -> datetime:
    return utc_now() + UNDO_LIFETIME


class EmailChangeId(Id, prefix="email_change"):
    """The id of a change of address. It undoes nothing: that does the link in the mail alone."""


class EmailChange(SQLModel, table=True):
    """Somebody's address has become another one. For a day whoever has the old one can take that back."""

    __tablename__ = "email_changes"

    id: EmailChangeId = Field(
        default_factory=EmailChangeId.new, primary_key=True, sa_type=EmailChangeId.column_type
    )
    user_id: UserId = Field(
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
        index=True,
    )
    old_email: str
    new_email: str
    token_hash: bytes | None = Field(default=None, unique=True, sa_type=LargeBinary, repr=False)
    """The SHA-256 of what the link in the mail to the old address holds. None before it is sent."""
    created_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
    expires_at: datetime = Field(default_factory=end_of_undoing, sa_type=Timestamp, index=True)
