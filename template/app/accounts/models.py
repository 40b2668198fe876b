"""The table of people."""

from sqlmodel import Field

from app.accounts.permissions import Role
from app.core.choices import choice
from app.core.ids import Id
from app.core.models import Timestamps


class UserId(Id, prefix="user"):
    """The id of a person."""


class User(Timestamps, table=True):
    """A person who can sign in."""

    __tablename__ = "users"

    id: UserId = Field(default_factory=UserId.new, primary_key=True, sa_type=UserId.column_type)
    email: str = Field(unique=True)
    """In lower case."""
    name: str
    role: Role = Field(
        default=Role.MEMBER,
        sa_type=choice(Role),
        sa_column_kwargs={"server_default": Role.MEMBER},
    )
    """What they may do beyond their own affairs; app/accounts/permissions.py says what that is."""
