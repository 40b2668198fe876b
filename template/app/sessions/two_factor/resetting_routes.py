"""Second factors of others, for those who look after people."""

from app.accounts.dependencies import ConfirmedUser
from app.accounts.models import UserId
from app.admin.dependencies import SeesUsers, SuspendsUsers
from app.admin.errors import MayMoreThanYou, NotYourself
from app.core.errors import Invalid, NotFound, problems
from app.core.routing import APIRouter, SessionDependency
from app.sessions.two_factor import resetting
from app.sessions.two_factor.errors import TwoFactorOff
from app.sessions.two_factor.schemas import Reset, TwoFactorState

router = APIRouter(prefix="/admin/users/{user_id}/two-factor", tags=["admin"])


@router.get("", responses=problems(NotFound))
def show_two_factor_of(user_id: UserId, _: SeesUsers, session: SessionDependency) -> TwoFactorState:
    """Whether somebody's signing in takes a second proof."""
    return resetting.show(session, user_id)


@router.post(
    "/reset",
    status_code=204,
    responses=problems(NotFound, NotYourself, MayMoreThanYou, TwoFactorOff, Invalid),
)
def reset_two_factor_of(
    user_id: UserId,
    data: Reset,
    admin: SuspendsUsers,
    _: ConfirmedUser,
    session: SessionDependency,
) -> None:
    """Turn it off for somebody who has lost both app and recovery codes. They are signed out everywhere and told by mail."""
    resetting.reset(session, admin, user_id, data.reason)
