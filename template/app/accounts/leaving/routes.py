"""Leaving, and coming back."""

from app.accounts.dependencies import AnyPerson, ConfirmedUser
from app.accounts.errors import LastAdministrator
from app.accounts.leaving import service
from app.accounts.leaving.schemas import Farewell
from app.accounts.schemas import UserPublic
from app.core.errors import problems
from app.core.routing import APIRouter, SessionDependency

router = APIRouter(prefix="/accounts/me", tags=["accounts"])


@router.delete("", responses=problems(LastAdministrator))
def delete_my_account(user: ConfirmedUser, session: SessionDependency) -> Farewell:
    """Leave. You are signed out everywhere, and all that is yours is erased a week later, unless you sign in before and come back."""
    return Farewell.model_validate(service.leave(session, user.id))


@router.post("/restore")
def restore_my_account(user: AnyPerson, session: SessionDependency) -> UserPublic:
    """Stay, after all."""
    return UserPublic.model_validate(service.come_back(session, user.id))
