"""The table of notes."""

from sqlalchemy import ForeignKey, Index
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
    # The list of a person's notes, in the order that it usually has.
    __table_args__ = (Index(None, "owner_id", "updated_at", "id", postgresql_where=KEPT),)

    id: NoteId = Field(default_factory=NoteId.new, primary_key=True, sa_type=NoteId.column_type)
    owner_id: UserId = Field(
        sa_type=UserId.column_type, sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")]
    )
    title: str
    body: str
