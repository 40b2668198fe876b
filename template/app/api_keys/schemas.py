"""What is said about keys over the border."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.accounts.models import UserId
from app.api_keys.models import ApiKeyId
from app.core.schemas import SINGLE_LINE, Schema

KeyName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), SINGLE_LINE
]


class Scope(Schema, frozen=True):
    """Something that programs can be allowed to do."""

    name: str = Field(description="What it concerns and what is done with it.")
    description: str = Field(description="A sentence for people.")


class ApiKeyCreate(Schema):
    """A new key."""

    name: KeyName = Field(description="What you call it, so that you know later what it is for.")
    scopes: list[Annotated[str, Field(max_length=100)]] = Field(
        min_length=1, max_length=100, description="What programs may do with it."
    )
    expires_in_days: Literal[30, 90, 365] | None = Field(
        default=90, description="When it ends. With null it never does."
    )


class ApiKeyPublic(Schema):
    """A key, as its owner sees it."""

    id: ApiKeyId
    name: str
    hint: str = Field(description="Its beginning and its end.", examples=["product_live_…x9Kq"])
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None = Field(description="When it ends, if ever.")
    used_at: datetime | None = Field(
        description="When it was last used, within a few minutes, if ever."
    )


class NewApiKey(ApiKeyPublic):
    """A key that was just made."""

    token: str = Field(description="The key itself. It is told this once, and stored nowhere.")


class KeyHolder(Schema):
    """For whom a program acts, and with what."""

    id: UserId
    email: str
    name: str
    key_id: ApiKeyId
    scopes: list[str] = Field(description="What the key may do.")
