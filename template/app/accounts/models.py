"""The table of people."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, FromClause, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from app.accounts.permissions import Role
from app.core.choices import choice
from app.core.ids import Id
from app.core.models import Timestamp, Timestamps


class UserId(Id, prefix="user"):
    """The id of a person."""


class User(Timestamps, table=True):
    """A person who can sign in."""

    __tablename__ = "users"
    # The list of all people in each of its orders, and what a search looks at.
    __table_args__ = (
        Index(None, "created_at", "id"),
        Index("ix_users_by_name", text("lower(name)"), "id"),
        Index(
            "ix_users_search",
            "email",
            "name",
            postgresql_using="gin",
            postgresql_ops={"email": "gin_trgm_ops", "name": "gin_trgm_ops"},
        ),
    )

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
    suspended_at: datetime | None = Field(default=None, sa_type=Timestamp)
    """Since when they may not come in; null while they may."""
    leaves_at: datetime | None = Field(default=None, sa_type=Timestamp, index=True)
    """When they are erased who have left, unless they come back before; null while they stay."""
    time_zone: str | None = None
    """As in `Europe/Berlin`; null until they have said."""
    picture: str | None = None
    """Which picture of them there is: another text for each. Null without one."""

    @property
    def may_enter(self) -> bool:
        return self.may_come_back and self.leaves_at is None

    @property
    def may_come_back(self) -> bool:
        """Whether they may sign in, if only to say that they stay."""
        return self.suspended_at is None


class Picture(SQLModel, table=True):
    """What somebody looks like, in two sizes. It was drawn anew here, so that nothing else is in it."""

    __tablename__ = "pictures"

    user_id: UserId = Field(
        primary_key=True,
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
    )
    small: bytes = Field(sa_type=LargeBinary, repr=False)
    """For lists and menus, as WebP."""
    large: bytes = Field(sa_type=LargeBinary, repr=False)
    """The same, larger."""


def may_enter(people: FromClause) -> ColumnElement[bool]:
    """Whoever may come in: the condition of each query that finds out who somebody is. `people` is the table or an alias."""
    return may_come_back(people) & people.c.leaves_at.is_(None)


def may_come_back(people: FromClause) -> ColumnElement[bool]:
    """The same with those who have left, for a query whose caller looks at `leaves_at`."""
    return people.c.suspended_at.is_(None)
