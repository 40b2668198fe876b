"""What notes leave to a worker."""

import logging

from sqlmodel import Session

from app.core.jobs import job
from app.notes.service import erase_old_trash

logger = logging.getLogger(__name__)


@job(queue="low", once=True)
def erase_deleted_notes(session: Session) -> None:
    """Erase the notes that have been deleted for longer than they can be restored."""
    logger.info("deleted notes erased", extra={"count": erase_old_trash(session)})
