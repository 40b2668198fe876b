"""The rules of looking after people."""

from collections.abc import Sequence

from sqlalchemy import String
from sqlmodel import Session, col, func, select

from app.accounts.dependencies import Person, authentication
from app.accounts.models import User, UserId
from app.accounts.permissions import PERMISSIONS, Permission, Role
from app.accounts.service import require_another_administrator
from app.admin.errors import MayMoreThanYou, NotYourself
from app.admin.events import AdminEvent
from app.admin.schemas import ManagedUser, UserListQuery
from app.core.audit import record
from app.core.errors import NotFound
from app.core.filters import equal_to
from app.core.lists import Listing, Page
from app.core.models import utc_now

STATES = {
    "active": col(User.suspended_at).is_(None) & col(User.leaves_at).is_(None),
    "suspended": col(User.suspended_at).is_not(None),
    "leaving": col(User.leaves_at).is_not(None),
}
USERS = Listing(
    item=ManagedUser,
    id=col(User.id),
    orders={
        "created_at": col(User.created_at),
        "name": func.lower(User.name, type_=String),
        "email": col(User.email),
    },
    search=[col(User.email), col(User.name)],
    filters={
        "role": equal_to(col(User.role)),
        "state": STATES.__getitem__,
    },
)


def page_of_users(session: Session, query: UserListQuery) -> Page[ManagedUser]:
    return USERS.page(session, select(User), query)


def get_user(session: Session, user_id: UserId) -> User:
    """Raises NotFound: there is no such person."""
    user = session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def suspend(session: Session, admin: Person, user_id: UserId, reason: str) -> User:
    """Keep somebody out from this moment on. To do it again changes nothing.

    Raises:
        NotFound: there is no such person.
        NotYourself: it is the administrator.
        MayMoreThanYou: their role lets them do more.
        LastAdministrator: nobody else gives roles.
    """
    user = get_user(session, user_id)
    if user.id == admin.id:
        raise NotYourself
    require_no_more_than(admin, user.role)
    require_another_administrator(session, user)
    if user.suspended_at is None:
        user.suspended_at = utc_now()
        session.flush()
        authentication().end_sessions_of(session, user.id)
        record(session, AdminEvent.USER_SUSPENDED, user.id, reason=reason)
    return user


def restore(session: Session, admin: Person, user_id: UserId) -> User:
    """Let somebody come in again.

    Raises:
        NotFound: there is no such person.
        MayMoreThanYou: their role lets them do more.
    """
    user = get_user(session, user_id)
    require_no_more_than(admin, user.role)
    if user.suspended_at is not None:
        user.suspended_at = None
        session.flush()
        record(session, AdminEvent.USER_RESTORED, user.id)
    return user


def give_role(session: Session, admin: Person, user_id: UserId, role: Role) -> User:
    """Let somebody have another role.

    Raises:
        NotFound: there is no such person.
        MayMoreThanYou: their role lets them do more, or the new one would.
        LastAdministrator: nobody else gives roles.
    """
    user = get_user(session, user_id)
    require_no_more_than(admin, user.role)
    require_no_more_than(admin, role)
    change_role(session, user, role)
    return user


def change_role(session: Session, user: User, role: Role) -> None:
    """Raises LastAdministrator: nobody else gives roles."""
    before = user.role
    if role == before:
        return
    if Permission.CHANGE_ROLES not in PERMISSIONS[role]:
        require_another_administrator(session, user)
    user.role = role
    session.flush()
    # They are asked to sign in again: no session that somebody stole shall grow with its owner.
    authentication().end_sessions_of(session, user.id)
    record(session, AdminEvent.ROLE_CHANGED, user.id, before=before, role=role)


def require_no_more_than(admin: Person, role: Role) -> None:
    """Whoever could act on people who may do more would soon be allowed as much."""
    if not PERMISSIONS[role] <= admin.permissions:
        raise MayMoreThanYou


def find_by_email(session: Session, email: str) -> User | None:
    """Whoever has this address, which is in lower case."""
    return session.exec(select(User).where(User.email == email)).one_or_none()


def people_with_permissions(session: Session) -> Sequence[User]:
    """Everybody whose role lets them do something."""
    roles = [role for role, permissions in PERMISSIONS.items() if permissions]
    return session.exec(select(User).where(col(User.role).in_(roles)).order_by(User.email)).all()
