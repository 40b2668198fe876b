"""The table of jobs that were asked for and are not done."""

from datetime import datetime
from typing import Any, ClassVar, Literal

from sqlalchemy import Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.core.ids import Id
from app.core.models import Timestamp, utc_now

State = Literal["waiting", "running", "failed"]


class QueuedJobId(Id, prefix="job"):
    """The id of a job. It stays the same when the job is tried again."""


class QueuedJob(SQLModel, table=True):
    """A job that waits, runs or has failed. One that is done is deleted together with its effect."""

    __tablename__ = "queued_jobs"
    __table_args__: ClassVar[Any] = (
        Index(
            "ix_queued_jobs_unpublished",
            "due_at",
            postgresql_where=text("published_at IS NULL AND failed_at IS NULL"),
        ),
        Index(
            "ix_queued_jobs_published",
            "queue",
            "published_at",
            postgresql_where=text("published_at IS NOT NULL AND failed_at IS NULL"),
        ),
        # Of a once-only job that has not begun, there is one.
        Index(
            "ix_queued_jobs_once_key",
            "once_key",
            unique=True,
            postgresql_where=text("attempts = 0 AND failed_at IS NULL"),
        ),
    )

    id: QueuedJobId = Field(
        default_factory=QueuedJobId.new, primary_key=True, sa_type=QueuedJobId.column_type
    )
    name: str
    arguments: list[Any] = Field(sa_type=JSONB)
    queue: str
    once_key: str | None = None
    """What a once-only job has in common with others that are the same."""
    request_id: str = ""
    """The request that asked for it."""
    user_id: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """The person who was signed in when it was asked for."""
    impersonator_id: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """Who that really was, if somebody was signed in as them."""
    trace_parent: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """The span that asked for it, if there are traces."""
    created_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
    due_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
    """When it may begin."""
    published_at: datetime | None = Field(default=None, sa_type=Timestamp)
    """When its id was last given to the broker."""
    begun_at: datetime | None = Field(default=None, sa_type=Timestamp)
    """When a worker last began it."""
    attempts: int = 0
    """How often it was begun."""
    retries: int = 0
    """How often it was put off because of an error that it declares."""
    failed_at: datetime | None = Field(default=None, sa_type=Timestamp)
    error: str | None = None
    """The last error, in a line."""
    traceback: str | None = None

    @property
    def state(self) -> State:
        if self.failed_at is not None:
            return "failed"
        return "waiting" if self.begun_at is None else "running"
