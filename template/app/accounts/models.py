"""The table of people."""

from sqlmodel import Field

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
