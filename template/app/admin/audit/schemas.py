"""What administrators see of the audit trail."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from app.accounts.models import UserId
from app.core.audit.models import AuditEventId
from app.core.lists import ListQuery, Page
from app.core.schemas import MULTIPLE_LINES, Schema

AuditOrder = Literal["-created_at", "created_at"]
Period = Literal["day", "week", "month"]


class AuditFilters(BaseModel):
    """Which part of the trail."""

    model_config = ConfigDict(extra="forbid")

    search: Annotated[str, MULTIPLE_LINES] = Field(
        default="",
        max_length=200,
        description="Only what names this text: an id, a network address, or somebody's whole e-mail address.",
    )
    event: str | None = Field(
        default=None, max_length=63, pattern=r"^[a-z_]+$", description="Only what is called so."
    )
    user_id: UserId | None = Field(
        default=None, description="Only what happened to this person's account."
    )
    actor_id: UserId | None = Field(default=None, description="Only what this person did.")
    created_from: AwareDatetime | None = Field(
        default=None, description="Only what happened at this moment or later."
    )
    created_before: AwareDatetime | None = Field(
        default=None, description="Only what happened before this moment."
    )
    period: Period | None = Field(
        default=None, description="Only what happened in the last day, week or month of 30 days."
    )


class AuditListQuery(AuditFilters, ListQuery[AuditOrder]):
    """Which part of the trail, and in which order."""

    order: AuditOrder = "-created_at"


class AuditEntry(Schema):
    """Something that somebody did."""

    id: AuditEventId
    name: str = Field(description="What happened.")
    user_id: str = Field(description="Whose account it concerns; may be empty.")
    actor_id: str = Field(description="Who did it; empty if nobody was signed in.")
    acting_as_id: str = Field(description="As whom, if they were signed in as somebody else.")
    address: str = Field(description="From which network address.")
    request_id: str
    details: dict[str, Any]
    created_at: datetime


class AuditPage(Page[AuditEntry]):
    """A page of the trail."""

    people: dict[str, str] = Field(
        description="The e-mail addresses of those whom the items name by id and who are still there."
    )
