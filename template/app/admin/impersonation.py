"""The rules of being somebody else for a while, to see what they see."""

from fastapi import Request, Response
from sqlmodel import Session

from app.accounts.dependencies import Person, authentication
from app.accounts.errors import AccountSuspended
from app.accounts.models import UserId
from app.accounts.permissions import PERMISSIONS
from app.admin.errors import HasLeft, MayMoreThanYou, NobodyElse, NotYourself
from app.admin.events import AdminEvent
from app.admin.service import get_user
from app.core.audit import record
from app.core.context import current_impersonator_id, current_user_id


def become(
    session: Session,
    admin: Person,
    user_id: UserId,
    reason: str,
    request: Request,
    response: Response,
) -> None:
    """Let the browser that asks be somebody else's, for an hour at most.

    Raises:
        NotFound: there is no such person.
        NotYourself: it is the administrator.
        MayMoreThanYou: their role lets them do something that not everybody may.
        AccountSuspended: they may not come in, and so nobody does as them.
        HasLeft: they have chosen not to come in any more.
    """
    user = get_user(session, user_id)
    if user.id == admin.id:
        raise NotYourself
    if PERMISSIONS[user.role]:
        raise MayMoreThanYou
    if not user.may_come_back:
        raise AccountSuspended
    if not user.may_enter:
        raise HasLeft
    record(session, AdminEvent.USER_IMPERSONATED, user.id, reason=reason)
    authentication().become(session, admin, user.id, request, response)


def go_back(session: Session, request: Request, response: Response) -> None:
    """Let the browser that asks be its owner's again.

    Raises:
        NobodyElse: it is, or their own session is over.
    """
    back = authentication().go_back(session, request, response)
    if back is None:
        raise NobodyElse
    own_id, other_id = back
    current_user_id.set(own_id)
    current_impersonator_id.set("")
    record(session, AdminEvent.IMPERSONATION_ENDED, other_id)
