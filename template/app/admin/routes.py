"""Looking after people."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.accounts.dependencies import ConfirmedUser
from app.accounts.errors import AccountSuspended, LastAdministrator
from app.accounts.models import UserId
from app.admin import impersonation, service
from app.admin.dependencies import BecomesUsers, ChangesRoles, SeesUsers, SuspendsUsers
from app.admin.errors import HasLeft, MayMoreThanYou, NobodyElse, NotYourself
from app.admin.schemas import Impersonation, ManagedUser, RoleChange, Suspension, UserListQuery
from app.core.errors import Invalid, NotFound, problems
from app.core.lists import Page
from app.core.routing import APIRouter, SessionDependency

router = APIRouter(prefix="/admin", tags=["admin"])


@router.get("/users", responses=problems(Invalid))
def list_users(
    query: Annotated[UserListQuery, Query()], _: SeesUsers, session: SessionDependency
) -> Page[ManagedUser]:
    """A page of all people."""
    return service.page_of_users(session, query)


@router.get("/users/{user_id}", responses=problems(NotFound))
def show_user(user_id: UserId, _: SeesUsers, session: SessionDependency) -> ManagedUser:
    """Somebody."""
    return ManagedUser.model_validate(service.get_user(session, user_id))


@router.post(
    "/users/{user_id}/suspend",
    responses=problems(NotFound, MayMoreThanYou, NotYourself, LastAdministrator, Invalid),
)
def suspend_user(
    user_id: UserId, data: Suspension, admin: SuspendsUsers, session: SessionDependency
) -> ManagedUser:
    """Keep somebody out. They are signed out everywhere, at once."""
    return ManagedUser.model_validate(service.suspend(session, admin, user_id, data.reason))


@router.post("/users/{user_id}/restore", responses=problems(NotFound, MayMoreThanYou))
def restore_user(user_id: UserId, admin: SuspendsUsers, session: SessionDependency) -> ManagedUser:
    """Let somebody come in again."""
    return ManagedUser.model_validate(service.restore(session, admin, user_id))


@router.put(
    "/users/{user_id}/role",
    responses=problems(NotFound, MayMoreThanYou, LastAdministrator, Invalid),
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


@router.post(
    "/users/{user_id}/become",
    status_code=204,
    responses=problems(NotFound, NotYourself, MayMoreThanYou, AccountSuspended, HasLeft, Invalid),
)
def become_user(
    user_id: UserId,
    data: Impersonation,
    admin: BecomesUsers,
    _: ConfirmedUser,
    request: Request,
    response: Response,
    session: SessionDependency,
) -> None:
    """See what somebody sees, for an hour at most. You may then do what they may, but for what asks who you are again."""
    impersonation.become(session, admin, user_id, data.reason, request, response)


@router.post("/go-back", status_code=204, responses=problems(NobodyElse))
def go_back(request: Request, response: Response, session: SessionDependency) -> None:
    """Be yourself again, after you have become somebody else."""
    impersonation.go_back(session, request, response)
