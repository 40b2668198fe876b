"""The rules of notes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, delete, update
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from app.accounts.models import UserId
from app.core.errors import NotFound
from app.core.filters import at_least, below
from app.core.lists import Listing, Page
from app.core.models import utc_now
from app.notes.models import Note, NoteId
from app.notes.schemas import NoteCreate, NoteListQuery, NotePublic, NoteUpdate

#: How long a deleted note can be restored.
TRASH_LIFETIME = timedelta(days=30)

NOTES = Listing(
    item=NotePublic,
    id=col(Note.id),
    orders={
        "updated_at": col(Note.updated_at),
        "created_at": col(Note.created_at),
        "title": func.lower(Note.title, type_=String),
    },
    search=[col(Note.title), col(Note.body)],
    filters={
        "updated_from": at_least(col(Note.updated_at)),
        "updated_before": below(col(Note.updated_at)),
    },
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
        if not self.delete_many([note_id]):
            raise NotFound

    def delete_many(self, note_ids: Sequence[NoteId]) -> list[NoteId]:
        """Put those of the notes that are this person's into the trash. Returns which."""
        return self.mark(note_ids, utc_now())

    def restore(self, note_ids: Sequence[NoteId]) -> list[NoteId]:
        """Take those of the notes that are in this person's trash out of it. Returns which."""
        return self.mark(note_ids, None)

    def mark(self, note_ids: Sequence[NoteId], deleted_at: datetime | None) -> list[NoteId]:
        is_deleted = col(Note.deleted_at).is_not(None)
        # Locked in one order, so that two requests about the same notes never wait for each other.
        rows = (
            select(Note.id)
            .where(Note.owner_id == self.owner_id, col(Note.id).in_(note_ids))
            .where(~is_deleted if deleted_at else is_deleted)
            .order_by(col(Note.id))
            .with_for_update()
        )
        changed = self.session.exec(
            update(Note)
            .where(col(Note.id).in_(rows))
            # Deleting is no change of the note itself: restored, it takes the place that it had.
            .values(deleted_at=deleted_at, updated_at=Note.updated_at)
            .returning(col(Note.id))
            .execution_options(include_deleted=True)
        )
        return list(changed.scalars())


def erase_old_trash(session: Session) -> int:
    """Remove for good what was deleted too long ago to be restored. Returns how many notes that were."""
    erased = session.exec(
        delete(Note)
        .where(col(Note.deleted_at) < utc_now() - TRASH_LIFETIME)
        .execution_options(include_deleted=True)
    )
    return erased.rowcount
