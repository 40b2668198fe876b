"""The tables of mails that were sent, or were not, and of addresses that take none."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.core.choices import choice
from app.core.ids import Id
from app.core.models import Timestamp, Timestamps, utc_now


class MailDeliveryId(Id, prefix="mail"):
    """The id of a mail to somebody. It is part of the mail's Message-ID."""


class DeliveryState(StrEnum):
    """What became of a mail: `sent` is what the mail server has taken; `withheld` is what was never tried."""

    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    WITHHELD = "withheld"


class MailDelivery(Timestamps, table=True):
    """A mail to somebody, and what became of it. One that is tried again stays the same."""

    __tablename__ = "mail_deliveries"
    __table_args__: ClassVar[Any] = (Index("ix_mail_deliveries_created_at", "created_at"),)

    id: MailDeliveryId = Field(
        default_factory=MailDeliveryId.new, primary_key=True, sa_type=MailDeliveryId.column_type
    )
    mail: str
    """The feature and the template."""
    address: str = Field(index=True)
    state: DeliveryState = Field(sa_type=choice(DeliveryState))
    reason: str = ""
    """Why it was not sent, as the mail server says it."""
    attempts: int = 1


class BouncedAddress(SQLModel, table=True):
    """An address that the mail server refuses for good. Nothing is sent to it until it is cleared."""

    __tablename__ = "bounced_addresses"

    address: str = Field(primary_key=True)
    """In lower case."""
    reason: str
    bounced_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
