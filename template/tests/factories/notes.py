"""Notes."""

from app.notes.models import Note
from tests.factories.base import TableFactory


class NoteFactory(TableFactory[Note]):
    """A note. Say whose it is with `owner_id`."""

    @classmethod
    def title(cls) -> str:
        return cls.__faker__.sentence(nb_words=4)

    @classmethod
    def body(cls) -> str:
        return cls.__faker__.paragraph()
