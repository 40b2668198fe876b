"""What programs may do with the notes of the person for whom they act."""

from typing import Annotated

from fastapi import Query

from app.api_keys.dependencies import AllowedKey, ProgramsRouter
from app.api_keys.schemas import Scope
from app.api_keys.service import Caller
from app.core.errors import Invalid, NotFound, problems
from app.core.lists import Page
from app.core.routing import SessionDependency
from app.notes.models import NoteId
from app.notes.schemas import NoteCreate, NoteListQuery, NotePublic, NoteUpdate
from app.notes.service import NotesOf

READ = Scope(name="notes:read", description="Read your notes.")
WRITE = Scope(name="notes:write", description="Write, change and delete your notes.")

Reader = Annotated[Caller, AllowedKey(READ)]
Writer = Annotated[Caller, AllowedKey(WRITE)]

notes_api = ProgramsRouter(prefix="/notes", tags=["notes"])


@notes_api.get("", responses=problems(Invalid))
def list_notes(
    query: Annotated[NoteListQuery, Query()], caller: Reader, session: SessionDependency
) -> Page[NotePublic]:
    """A page of the notes."""
    return NotesOf(caller.id, session).page(query)


@notes_api.post("", status_code=201, responses=problems(Invalid))
def create_note(data: NoteCreate, caller: Writer, session: SessionDependency) -> NotePublic:
    """Write a note."""
    return NotePublic.model_validate(NotesOf(caller.id, session).create(data))


@notes_api.get("/{note_id}", responses=problems(NotFound))
def show_note(note_id: NoteId, caller: Reader, session: SessionDependency) -> NotePublic:
    """Read a note."""
    return NotePublic.model_validate(NotesOf(caller.id, session).get(note_id))


@notes_api.patch("/{note_id}", responses=problems(NotFound, Invalid))
def update_note(
    note_id: NoteId, data: NoteUpdate, caller: Writer, session: SessionDependency
) -> NotePublic:
    """Change a note."""
    return NotePublic.model_validate(NotesOf(caller.id, session).update(note_id, data))


@notes_api.delete("/{note_id}", status_code=204, responses=problems(NotFound))
def delete_note(note_id: NoteId, caller: Writer, session: SessionDependency) -> None:
    """Delete a note. Its owner can restore it for 30 days."""
    NotesOf(caller.id, session).delete(note_id)
