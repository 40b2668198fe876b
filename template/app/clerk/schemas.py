"""What Clerk says over the border, and what the page is told."""

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, Field

from app.core.schemas import Schema

LONGEST_NAME = 100


class Verification(BaseModel):
    """How far it is proved that an address is theirs."""

    status: str = ""


class EmailAddress(BaseModel):
    """One of somebody's addresses."""

    id: str
    email_address: str
    verification: Verification | None = None


class ClerkPerson(BaseModel):
    """Somebody as Clerk knows them. It says more than is read here."""

    id: str
    first_name: str | None = None
    last_name: str | None = None
    username: str | None = None
    primary_email_address_id: str | None = None
    email_addresses: list[EmailAddress] = []
    updated_at: int
    """In milliseconds since 1970."""

    @property
    def email(self) -> str | None:
        """Their first address in lower case, if it is proved to be theirs."""
        for address in self.email_addresses:
            is_first = address.id == self.primary_email_address_id
            if is_first and address.verification and address.verification.status == "verified":
                return address.email_address.lower()
        return None

    @property
    def name(self) -> str:
        """What to call them; empty if they have told no name."""
        names = [name.strip() for name in (self.first_name, self.last_name) if name]
        # What comes from elsewhere is made to fit, not refused: nobody could correct it here.
        whole = " ".join(names) or self.username or ""
        return "".join(letter for letter in whole if letter.isprintable())[:LONGEST_NAME].strip()

    @property
    def changed_at(self) -> datetime:
        return datetime.fromtimestamp(self.updated_at / 1000, UTC)


class ClerkMessage(BaseModel):
    """What a webhook says."""

    type: str
    data: dict[str, Any]


class ClerkConfiguration(Schema):
    """What the page needs to speak to Clerk."""

    publishable_key: str
    frontend_host: str = Field(description="Where Clerk's scripts and its API for browsers are.")
