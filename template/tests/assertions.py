"""What several tests assert."""

from typing import Any

from httpx2 import Response
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.core.audit.models import AuditEvent


def assert_problem(
    response: Response, status: int, code: str, *fields: str | None
) -> dict[str, Any]:
    """The answer is a failure in the envelope, about exactly these fields. Returns the envelope."""
    assert response.status_code == status, response.text
    problem: dict[str, Any] = response.json()
    assert set(problem) == {"code", "message", "details", "request_id"}
    assert problem["code"] == code
    assert problem["message"].endswith(".")
    assert problem["request_id"] == response.headers["X-Request-ID"]
    assert [detail["field"] for detail in problem["details"]] == list(fields)
    return problem


def assert_recorded(database: Session, user: User, *events: str) -> AuditEvent:
    """The last of what the audit trail holds about somebody's account is exactly this. Returns the last event."""
    trail = database.exec(
        select(AuditEvent).where(AuditEvent.user_id == user.id).order_by(col(AuditEvent.id))
    ).all()
    assert [event.name for event in trail[-len(events) :]] == list(events)
    return trail[-1]
