"""The notes of the person who is signed in."""

from typing import Annotated

from fastapi import Query

from app.core.errors import Invalid, NotFound, problems
from app.core.lists import Page
from app.core.routing import APIRouter
from app.notes.dependencies import OwnNotes
from app.notes.models import NoteId
from app.notes.schemas import (
    NoteCreate,
    NoteListQuery,
    NotePublic,
    NotesChanged,
    NoteSelection,
    NoteUpdate,
)

router = APIRouter(prefix="/notes", tags=["notes"])


@router.get("", responses=problems(Invalid))
def list_notes(query: Annotated[NoteListQuery, Query()], notes: OwnNotes) -> Page[NotePublic]:
    """A page of your notes."""
    return notes.page(query)


@router.post("", status_code=201, responses=problems(Invalid))
def create_note(data: NoteCreate, notes: OwnNotes) -> NotePublic:
    """Write a note."""
    return NotePublic.model_validate(notes.create(data))


@router.get("/{note_id}", responses=problems(NotFound))
def show_note(note_id: NoteId, notes: OwnNotes) -> NotePublic:
    """Read a note."""
    return NotePublic.model_validate(notes.get(note_id))


@router.patch("/{note_id}", responses=problems(NotFound, Invalid))
def update_note(note_id: NoteId, data: NoteUpdate, notes: OwnNotes) -> NotePublic:
    """Change a note."""
    return NotePublic.model_validate(notes.update(note_id, data))


@router.delete("/{note_id}", status_code=204, responses=problems(NotFound))
def delete_note(note_id: NoteId, notes: OwnNotes) -> None:
    """Delete a note. It can be restored for 30 days."""
    notes.delete(note_id)


@router.post("/delete", responses=problems(Invalid))
def delete_notes(selection: NoteSelection, notes: OwnNotes) -> NotesChanged:
    """Delete several notes at once. They can be restored for 30 days."""
    return NotesChanged(ids=notes.delete_many(selection.ids))


@router.post("/restore", responses=problems(Invalid))
def restore_notes(selection: NoteSelection, notes: OwnNotes) -> NotesChanged:
    """Bring deleted notes back as they were."""
    return NotesChanged(ids=notes.restore(selection.ids))
