"""What sessions contribute."""

from fastapi import APIRouter

from app.core.feature import Feature
from app.core.jobs import Schedule
from app.sessions.jobs import delete_expired_sessions
from app.sessions.models import Password, UserSession
from app.sessions.passwords.routes import router as passwords_router
from app.sessions.routes import router as sessions_router
from app.sessions.seed import seed

router = APIRouter()
for each in (sessions_router, passwords_router):
    router.include_router(each)

sessions = Feature(
    name="sessions",
    router=router,
    models=(UserSession, Password),
    jobs=(delete_expired_sessions,),
    schedules=(Schedule(delete_expired_sessions, "17 3 * * *"),),
    seed=seed,
)
