"""The rules of accounts."""

from sqlmodel import Session, col, select

from app.accounts.errors import LastAdministrator
from app.accounts.jobs import send_welcome_mail
from app.accounts.models import User, UserId
from app.accounts.permissions import PERMISSIONS, Permission, Role
from app.accounts.repository import Users
from app.accounts.schemas import UserUpdate
from app.core.errors import NotSignedIn


def create_user(users: Users, *, email: str, name: str) -> User:
    """Make an account; a job welcomes the newcomer.

    Raises:
        EmailTaken: somebody has this address.
    """
    user = User(email=email, name=name)
    users.add(user)
    users.enqueue(send_welcome_mail, user.id)
    return user


def update_user(users: Users, user_id: UserId, data: UserUpdate) -> User:
    """Change what people may change about themselves."""
    user = users.get(user_id)
    if user is None:
        raise NotSignedIn
    user.name = user.name if data.name is None else data.name
    user.time_zone = user.time_zone if data.time_zone is None else data.time_zone
    users.save(user)
    return user


def require_another_administrator(session: Session, user: User) -> None:
    """Raises LastAdministrator: without this person, nobody could give roles any more."""
    if Permission.CHANGE_ROLES not in PERMISSIONS[user.role]:
        return
    # All of them are locked, in one order: two who take the role from each other at the same moment come one by one.
    administrators = session.exec(
        select(User.id)
        .where(col(User.role).in_(roles_with(Permission.CHANGE_ROLES)))
        .where(col(User.suspended_at).is_(None), col(User.leaves_at).is_(None))
        .order_by(col(User.id))
        .with_for_update()
    ).all()
    if set(administrators) <= {user.id}:
        raise LastAdministrator


def roles_with(permission: Permission) -> list[Role]:
    return [role for role, permissions in PERMISSIONS.items() if permission in permissions]
