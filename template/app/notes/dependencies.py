"""Whose notes a request is about."""

from typing import Annotated

from app.accounts.dependencies import signed_in_person
from app.accounts.errors import AccountLeaving
from app.core.errors import NotSignedIn
from app.core.routing import Provided, RequestContext
from app.notes.service import NotesOf


def notes_of_signed_in_person(context: RequestContext) -> NotesOf:
    return NotesOf(context.provide(signed_in_person).id, context.session)


#: The notes of whoever is signed in.
OwnNotes = Annotated[
    NotesOf, Provided(notes_of_signed_in_person, errors=(NotSignedIn, AccountLeaving))
]
