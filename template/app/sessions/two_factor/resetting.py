"""The way back for people who have lost both their authenticator app and their recovery codes: somebody who knows them."""

from sqlmodel import Session

from app.accounts.dependencies import Person
from app.accounts.models import UserId
from app.accounts.permissions import PERMISSIONS
from app.admin.errors import MayMoreThanYou, NotYourself
from app.admin.service import get_user
from app.core.audit import record
from app.core.jobs import enqueue
from app.sessions.events import SessionEvent
from app.sessions.repository import SqlSessions
from app.sessions.service import end_sessions_of
from app.sessions.two_factor.jobs import send_two_factor_reset_mail
from app.sessions.two_factor.pending import end_pending_of
from app.sessions.two_factor.schemas import TwoFactorState
from app.sessions.two_factor.service import forget, require_on, state_of


def show(session: Session, user_id: UserId) -> TwoFactorState:
    """Raises NotFound: there is no such person."""
    return state_of(session, get_user(session, user_id).id)


def reset(session: Session, admin: Person, user_id: UserId, reason: str) -> None:
    """Let one proof be enough for somebody again. They are signed out everywhere, and told by mail.

    Raises:
        NotFound: there is no such person.
        NotYourself: it is the administrator, who has settings for that.
        MayMoreThanYou: their role lets them do something that not everybody may.
        TwoFactorOff: it is off.
    """
    user = get_user(session, user_id)
    if user.id == admin.id:
        raise NotYourself
    # Or whoever gets hold of one administrator's browser would only need the password of the next.
    if PERMISSIONS[user.role]:
        raise MayMoreThanYou
    require_on(session, user.id)
    forget(session, user.id)
    # The telephone may be in other hands, and signed in.
    end_sessions_of(SqlSessions(session), user.id)
    end_pending_of(session, user.id)
    record(session, SessionEvent.TWO_FACTOR_RESET, user.id, reason=reason)
    enqueue(session, send_two_factor_reset_mail, user.id)
