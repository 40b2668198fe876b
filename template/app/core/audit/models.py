"""The table of the audit trail."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.core.ids import Id
from app.core.models import Timestamp, utc_now


class AuditEventId(Id, prefix="event"):
    """The id of something that happened. Later ones have greater ids."""


class AuditEvent(SQLModel, table=True):
    """Something that somebody did. The database lets nobody change it, and delete it only when it is old."""

    __tablename__ = "audit_events"
    # People are named by plain ids: the trail outlives them.
    __table_args__: ClassVar[Any] = (
        Index("ix_audit_events_user_id", "user_id", "id"),
        Index("ix_audit_events_actor_id", "actor_id", "id"),
        Index("ix_audit_events_name", "name", "id"),
    )

    id: AuditEventId = Field(
        default_factory=AuditEventId.new, primary_key=True, sa_type=AuditEventId.column_type
    )
    name: str
    """What happened, as its feature calls it."""
    user_id: str = ""
    """Whose account it concerns."""
    actor_id: str = ""
    """Who did it. Empty if they were not signed in, or if the product did it by itself."""
    acting_as_id: str = ""
    """As whom, if somebody was signed in as somebody else."""
    address: str = ""
    """Where the request came from."""
    request_id: str = ""
    """The request, or the one that asked for the job."""
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    created_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp, index=True)
