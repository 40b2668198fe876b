"""Writing to the audit trail."""

from enum import StrEnum
from functools import partial

from sqlmodel import Session

from app.core.audit.models import AuditEvent
from app.core.context import (
    current_address,
    current_impersonator_id,
    current_request_id,
    current_user_id,
)
from app.core.database import after_rollback, unit_of_work


def record(session: Session, event: StrEnum, user_id: str, **details: str) -> None:
    """Note what happened to the account of `user_id`, together with the changes of this session. No secrets in `details`."""
    session.add(describe(event, user_id, details))


def record_refusal(session: Session, event: StrEnum, user_id: str, **details: str) -> None:
    """Note what was refused: the error that follows undoes the session's changes, but not this."""
    after_rollback(session, partial(store, describe(event, user_id, details)))


def describe(event: StrEnum, user_id: str, details: dict[str, str]) -> AuditEvent:
    impersonator = current_impersonator_id.get()
    return AuditEvent(
        name=event.value,
        user_id=user_id,
        actor_id=impersonator or current_user_id.get(),
        acting_as_id=current_user_id.get() if impersonator else "",
        address=current_address.get(),
        request_id=current_request_id.get(),
        details=details,
    )


def store(event: AuditEvent) -> None:
    with unit_of_work() as session:
        session.add(event)
