"""Looking after people."""

from typing import Annotated

from fastapi import Query

from app.accounts.dependencies import ConfirmedUser
from app.accounts.models import UserId
from app.admin import service
from app.admin.dependencies import ChangesRoles, SeesUsers, SuspendsUsers
from app.admin.errors import LastAdministrator, MayMoreThanYou, NotYourself
from app.admin.schemas import ManagedUser, RoleChange, Suspension, UserListQuery
from app.core.errors import Invalid, NotFound, problems
from app.core.lists import Page
from app.core.routing import APIRouter, SessionDependency

router = APIRouter(prefix="/admin/users", tags=["admin"])


@router.get("", responses=problems(Invalid))
def list_users(
    query: Annotated[UserListQuery, Query()], _: SeesUsers, session: SessionDependency
) -> Page[ManagedUser]:
    """A page of all people."""
    return service.page_of_users(session, query)


@router.get("/{user_id}", responses=problems(NotFound))
def show_user(user_id: UserId, _: SeesUsers, session: SessionDependency) -> ManagedUser:
    """Somebody."""
    return ManagedUser.model_validate(service.get_user(session, user_id))


@router.post(
    "/{user_id}/suspend",
    responses=problems(NotFound, MayMoreThanYou, NotYourself, LastAdministrator, Invalid),
)
def suspend_user(
    user_id: UserId, data: Suspension, admin: SuspendsUsers, session: SessionDependency
) -> ManagedUser:
    """Keep somebody out. They are signed out everywhere, at once."""
    return ManagedUser.model_validate(service.suspend(session, admin, user_id, data.reason))


@router.post("/{user_id}/restore", responses=problems(NotFound, MayMoreThanYou))
def restore_user(user_id: UserId, admin: SuspendsUsers, session: SessionDependency) -> ManagedUser:
    """Let somebody come in again."""
    return ManagedUser.model_validate(service.restore(session, admin, user_id))


@router.put(
    "/{user_id}/role", responses=problems(NotFound, MayMoreThanYou, LastAdministrator, Invalid)
)
def give_role(
    user_id: UserId,
    data: RoleChange,
    admin: ChangesRoles,
    _: ConfirmedUser,
    session: SessionDependency,
) -> ManagedUser:
    """Let somebody have another role. They are asked to sign in again."""
    return ManagedUser.model_validate(service.give_role(session, admin, user_id, data.role))
