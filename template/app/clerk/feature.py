"""What signing in with Clerk contributes."""

from app.clerk.events import ClerkEvent
from app.clerk.jobs import (
    delete_at_clerk,
    delete_erased_at_clerk,
    end_sessions_at_clerk,
    keep_in_step,
)
from app.clerk.models import ClerkImpersonation, ClerkLink
from app.clerk.page import page_sources
from app.clerk.personal_data import personal_data
from app.clerk.routes import router
from app.clerk.settings import ClerkSettings
from app.core.feature import Feature
from app.core.jobs import Schedule

clerk = Feature(
    name="clerk",
    router=router,
    models=(ClerkLink, ClerkImpersonation),
    jobs=(keep_in_step, end_sessions_at_clerk, delete_erased_at_clerk, delete_at_clerk),
    schedules=(
        Schedule(keep_in_step, "37 2 * * *"),
        # Twenty minutes after accounts erase whose time is up.
        Schedule(delete_erased_at_clerk, "43 * * * *"),
    ),
    events=ClerkEvent,
    settings=ClerkSettings,
    personal_data=personal_data,
    page_sources=page_sources,
)
