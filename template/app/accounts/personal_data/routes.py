"""Taking away what the product knows."""

from typing import Any

from app.accounts.dependencies import ConfirmedUser
from app.accounts.personal_data import service
from app.core.attempts import TooManyAttempts
from app.core.errors import problems
from app.core.routing import APIRouter, SessionDependency

router = APIRouter(prefix="/accounts/me/export", tags=["accounts"])


@router.post("", responses=problems(TooManyAttempts))
def export_my_data(user: ConfirmedUser, session: SessionDependency) -> dict[str, Any]:
    """All that is known of you, by the name of what knows it."""
    return service.export(session, user.id)
