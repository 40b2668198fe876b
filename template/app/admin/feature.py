"""What administration contributes."""

from fastapi import APIRouter

from app.accounts.dependencies import Allowed
from app.accounts.permissions import Permission
from app.admin.audit.routes import router as audit_router
from app.admin.events import AdminEvent
from app.admin.routes import router as users_router
from app.core.development.jobs import jobs_page
from app.core.feature import Feature

router = APIRouter()
router.include_router(users_router)
router.include_router(audit_router)
router.include_router(
    jobs_page("/api/admin", Allowed(Permission.LOOK_AFTER_JOBS)),
    prefix="/admin",
    include_in_schema=False,
)

admin = Feature(name="admin", router=router, events=AdminEvent)
