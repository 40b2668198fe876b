"""The job of the audit trail."""

from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from app.core.audit.models import AuditEvent
from app.core.jobs import job
from app.core.models import utc_now
from app.core.settings import settings


@job(queue="low", once=True)
def delete_old_audit_events(session: Session) -> None:
    """Forget what happened longer ago than the trail is kept."""
    oldest = utc_now() - timedelta(days=settings().audit_days)
    session.exec(delete(AuditEvent).where(col(AuditEvent.created_at) < oldest))
