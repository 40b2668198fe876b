"""What sessions say over the border."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.core.schemas import Schema
from app.sessions.models import SessionId


class SessionPublic(Schema):
    """A browser in which somebody is signed in, as they see it."""

    id: SessionId
    device: str = Field(description="In words, as in `Firefox on Linux`.")
    address: str = Field(description="From where it was last used.")
    country: str | None = Field(description="The country of that, as in `DE`, if it is known.")
    is_in_own_network: bool = Field(
        description="Whether the address belongs to a network inside, as at home or in an office."
    )
    created_at: datetime
    seen_at: datetime = Field(description="When it was last used, within a few minutes.")
    is_this_one: bool = Field(description="Whether it is the one that asks.")


class SecondFactorAsked(Schema):
    """The first proof was right. The session begins with the second, which this browser may send within ten minutes."""

    next_step: Literal["second_factor"]
