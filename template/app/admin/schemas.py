"""What administrators see of people, and say about them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.accounts.models import UserId
from app.accounts.permissions import Role
from app.core.lists import ListQuery
from app.core.schemas import SINGLE_LINE, Schema

Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), SINGLE_LINE
]

UserOrder = Literal["-created_at", "created_at", "name", "-name", "email", "-email"]


class UserListQuery(ListQuery[UserOrder]):
    """Which people, and in which order."""

    order: UserOrder = "-created_at"
    role: Role | None = Field(default=None, description="Only people with this role.")
    state: Literal["active", "suspended", "leaving"] | None = Field(
        default=None,
        description="Only people who may come in, only those who may not, or only those who have left and can still come back.",
    )


class ManagedUser(Schema):
    """A person, as administrators see them."""

    id: UserId
    name: str
    email: str
    role: Role
    created_at: datetime
    suspended_at: datetime | None = Field(description="Since when they may not come in.")
    leaves_at: datetime | None = Field(
        description="When they are erased, if they have left: until then they can come back."
    )


class Suspension(Schema):
    """Why somebody may not come in any more."""

    reason: Reason = Field(description="For colleagues: it is kept in the audit trail.")


class Impersonation(Schema):
    """Why an administrator becomes somebody else for a while."""

    reason: Reason = Field(description="For colleagues: it is kept in the audit trail.")


class RoleChange(Schema):
    """What somebody is from now on."""

    role: Role
