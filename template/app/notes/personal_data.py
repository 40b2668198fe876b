"""What notes hold about somebody."""

from typing import Any

from sqlmodel import Session

from app.accounts.models import UserId
from app.notes.service import NotesOf


def personal_data(session: Session, user_id: str) -> list[dict[str, Any]]:
    """Their notes, deleted ones too while they can be restored."""
    own = NotesOf(UserId(user_id), session).all().execution_options(include_deleted=True)
    return [note.model_dump(mode="json", exclude={"owner_id"}) for note in session.exec(own)]
