"""What accounts say over the border."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, EmailStr, Field, StringConstraints, computed_field

from app.accounts.dependencies import Person
from app.accounts.models import User, UserId
from app.accounts.permissions import PERMISSIONS, Permission, Role
from app.accounts.time_zones import check_time_zone
from app.core.schemas import SINGLE_LINE, Schema

Email = Annotated[EmailStr, Field(max_length=254), AfterValidator(str.lower)]
PersonName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), SINGLE_LINE
]


TimeZone = Annotated[str, Field(max_length=64), AfterValidator(check_time_zone)]


class UserUpdate(Schema):
    """What people may change about themselves. What is null or left out stays as it is."""

    name: PersonName | None = None
    time_zone: TimeZone | None = Field(
        default=None, description="As the IANA names it: `Europe/Berlin`."
    )


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
    leaves_at: datetime | None = Field(
        description="When they are erased, if they have left: until then they can come back, and do nothing else."
    )
    time_zone: str | None = Field(description="Null until they have said.")
    picture: str | None = Field(
        description="Null without a picture; another text for each. Send it as `version` when you fetch one."
    )

    @computed_field(description="What they may do beyond their own affairs.")
    @property
    def permissions(self) -> list[Permission]:
        return sorted(PERMISSIONS[self.role])


def changed_user(user: User, person: Person) -> UserPublic:
    """Somebody after a change that `person` has made, who is they themselves or signed in as them."""
    shown = UserPublic.model_validate(user)
    return shown.model_copy(update={"impersonated_until": person.impersonated_until})
