"""What the audit trail holds about somebody."""

from typing import Any

from sqlmodel import Session, select

from app.core.audit.models import AuditEvent


def personal_data(session: Session, user_id: str) -> dict[str, Any]:
    """What happened to their account; of what others did with it not who, from where, and why."""
    about = select(AuditEvent).where(AuditEvent.user_id == user_id).order_by(AuditEvent.id)
    told = {"name", "created_at"}
    own = told | {"address", "details"}
    return {
        "events": [
            event.model_dump(mode="json", include=own if event.actor_id == user_id else told)
            for event in session.exec(about)
        ]
    }
