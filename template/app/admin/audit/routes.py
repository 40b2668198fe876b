"""Reading the audit trail."""

from typing import Annotated

from fastapi import Query
from fastapi.responses import StreamingResponse

from app.admin.audit import service
from app.admin.audit.export import csv_of
from app.admin.audit.schemas import AuditFilters, AuditListQuery, AuditPage
from app.admin.dependencies import SeesAudit
from app.admin.events import AdminEvent
from app.core.audit import record
from app.core.errors import Invalid, problems
from app.core.routing import APIRouter, SessionDependency, WritingSession

router = APIRouter(prefix="/admin/audit", tags=["admin"])

CSV = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}


@router.get("", responses=problems(Invalid))
def list_audit_events(
    query: Annotated[AuditListQuery, Query()], _: SeesAudit, session: SessionDependency
) -> AuditPage:
    """A page of what people did."""
    return service.page_of_trail(session, query)


@router.get("/events")
def list_audit_event_names(_: SeesAudit) -> list[str]:
    """What can be on the trail."""
    return service.known_events()


@router.get("/export.csv", response_class=StreamingResponse, responses={**problems(Invalid), **CSV})
def export_audit_events(
    filters: Annotated[AuditFilters, Query()], admin: SeesAudit, session: WritingSession
) -> StreamingResponse:
    """All of what people did, as a table, the latest first. The trail tells who has taken it."""
    record(session, AdminEvent.AUDIT_EXPORTED, admin.id)
    return StreamingResponse(
        csv_of(service.whole_trail(filters)),
        media_type="text/csv",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )
