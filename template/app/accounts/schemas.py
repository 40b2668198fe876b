"""What accounts say over the border."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, EmailStr, Field, StringConstraints, computed_field

from app.accounts.models import UserId
from app.accounts.permissions import PERMISSIONS, Permission, Role
from app.core.schemas import SINGLE_LINE, Schema

Email = Annotated[EmailStr, Field(max_length=254), AfterValidator(str.lower)]
PersonName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), SINGLE_LINE
]


class UserUpdate(Schema):
    """What people may change about themselves."""

    name: PersonName


class UserPublic(Schema):
    """A person, as they see themselves."""

    id: UserId
    email: str
    name: str
    created_at: datetime
    role: Role
    impersonated_until: datetime | None = Field(
        default=None,
        description="How long somebody else is signed in as them; null if it is they themselves.",
    )

    @computed_field(description="What they may do beyond their own affairs.")
    @property
    def permissions(self) -> list[Permission]:
        return sorted(PERMISSIONS[self.role])
