"""What notes say over the border."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from app.core.lists import ListQuery
from app.core.schemas import MULTIPLE_LINES, SINGLE_LINE, Schema
from app.notes.models import NoteId

NoteTitle = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), SINGLE_LINE
]
NoteBody = Annotated[str, Field(max_length=20_000), MULTIPLE_LINES]

NoteOrder = Literal["-updated_at", "updated_at", "-created_at", "created_at", "title", "-title"]


class NoteListQuery(ListQuery[NoteOrder]):
    """Which notes, and in which order."""

    order: NoteOrder = "-updated_at"
    updated_from: AwareDatetime | None = Field(
        default=None, description="Only what was changed at this moment or later."
    )
    updated_before: AwareDatetime | None = Field(
        default=None, description="Only what was changed before this moment."
    )


class NoteCreate(Schema):
    """A new note."""

    title: NoteTitle
    body: NoteBody = ""


class NoteUpdate(Schema):
    """Changes to a note. What is null or left out stays as it is."""

    title: NoteTitle | None = None
    body: NoteBody | None = None


class NotePublic(Schema):
    """A note, as its owner sees it."""

    id: NoteId
    title: str
    body: str
    created_at: datetime
    updated_at: datetime


class NoteSelection(Schema):
    """Some of your notes."""

    ids: list[NoteId] = Field(min_length=1, max_length=100)


class NotesChanged(Schema):
    """The notes that were changed. Those that were as wished already, or are not yours, are not among them."""

    ids: list[NoteId]
