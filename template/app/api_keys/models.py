"""The table of keys."""

from datetime import datetime

from sqlalchemy import ARRAY, ForeignKey, LargeBinary, String
from sqlmodel import Field, SQLModel

from app.accounts.models import UserId
from app.core.ids import Id
from app.core.models import Timestamp, utc_now


class ApiKeyId(Id, prefix="key"):
    """The id of a key. It opens nothing: that does the key itself."""


class ApiKey(SQLModel, table=True):
    """Something with which a program acts for a person."""

    __tablename__ = "api_keys"

    id: ApiKeyId = Field(
        default_factory=ApiKeyId.new, primary_key=True, sa_type=ApiKeyId.column_type
    )
    user_id: UserId = Field(
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
        index=True,
    )
    name: str
    """What its owner calls it."""
    token_hash: bytes = Field(unique=True, sa_type=LargeBinary, repr=False)
    """The SHA-256 of the key: whoever reads this table cannot use it."""
    hint: str
    """The beginning and the end of the key, by which its owner knows it again."""
    scopes: list[str] = Field(sa_type=ARRAY(String))
    """What programs may do with it."""
    created_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
    expires_at: datetime | None = Field(default=None, sa_type=Timestamp, index=True)
    """When it ends. Empty if it never does."""
    used_at: datetime | None = Field(default=None, sa_type=Timestamp)
    """When a program last came with it, within a few minutes."""
    warned_at: datetime | None = Field(default=None, sa_type=Timestamp)
    """When its owner was told that it ends soon."""
