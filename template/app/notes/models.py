"""The table of notes."""

from sqlalchemy import ForeignKey, Index, text
from sqlmodel import Field

from app.accounts.models import UserId
from app.core.ids import Id
from app.core.models import Timestamps
from app.core.soft_deletion import KEPT, SoftDeletion


class NoteId(Id, prefix="note"):
    """The id of a note."""


class Note(SoftDeletion, Timestamps, table=True):
    """Something that a person wrote down."""

    __tablename__ = "notes"
    # The list of a person's notes in each of its orders, and what a search looks at.
    __table_args__ = (
        Index(None, "owner_id", "updated_at", "id", postgresql_where=KEPT),
        Index(None, "owner_id", "created_at", "id", postgresql_where=KEPT),
        Index("ix_notes_by_title", "owner_id", text("lower(title)"), "id", postgresql_where=KEPT),
        Index(
            "ix_notes_search",
            "title",
            "body",
            postgresql_using="gin",
            postgresql_ops={"title": "gin_trgm_ops", "body": "gin_trgm_ops"},
        ),
    )

    id: NoteId = Field(default_factory=NoteId.new, primary_key=True, sa_type=NoteId.column_type)
    owner_id: UserId = Field(
        sa_type=UserId.column_type, sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")]
    )
    title: str
    body: str
