"""The rules of notes."""

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from app.accounts.models import UserId
from app.core.errors import NotFound
from app.core.lists import Listing, Page
from app.notes.models import Note, NoteId
from app.notes.schemas import NoteCreate, NoteListQuery, NotePublic, NoteUpdate

NOTES = Listing(
    item=NotePublic,
    id=col(Note.id),
    orders={
        "updated_at": col(Note.updated_at),
        "created_at": col(Note.created_at),
        "title": func.lower(Note.title),
    },
    search=[col(Note.title), col(Note.body)],
)


class NotesOf:
    """The notes of one person. Whatever is done to notes is done through here, so nobody reaches another's."""

    def __init__(self, owner_id: UserId, session: Session) -> None:
        self.owner_id = owner_id
        self.session = session

    def all(self) -> SelectOfScalar[Note]:
        return select(Note).where(Note.owner_id == self.owner_id)

    def page(self, query: NoteListQuery) -> Page[NotePublic]:
        return NOTES.page(self.session, self.all(), query)

    def get(self, note_id: NoteId) -> Note:
        """Raises NotFound: this person has no such note."""
        note = self.session.exec(self.all().where(Note.id == note_id)).one_or_none()
        if note is None:
            raise NotFound
        return note

    def create(self, data: NoteCreate) -> Note:
        note = Note(owner_id=self.owner_id, title=data.title, body=data.body)
        self.session.add(note)
        self.session.flush()
        return note

    def update(self, note_id: NoteId, data: NoteUpdate) -> Note:
        """Raises NotFound: this person has no such note."""
        note = self.get(note_id)
        note.sqlmodel_update(data.model_dump(exclude_none=True))
        self.session.add(note)
        self.session.flush()
        return note

    def delete(self, note_id: NoteId) -> None:
        """Raises NotFound: this person has no such note."""
        self.session.delete(self.get(note_id))
