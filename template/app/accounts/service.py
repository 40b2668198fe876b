"""The rules of accounts."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app.accounts.dependencies import authentication
from app.accounts.jobs import send_welcome_mail
from app.accounts.models import User, UserId
from app.accounts.permissions import PERMISSIONS, Role
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
    user.name = data.name
    users.save(user)
    return user


def find_by_email(session: Session, email: str) -> User | None:
    """Whoever has this address, which is in lower case."""
    return session.exec(select(User).where(User.email == email)).one_or_none()


def people_with_permissions(session: Session) -> Sequence[User]:
    """Everybody whose role lets them do something."""
    roles = [role for role, permissions in PERMISSIONS.items() if permissions]
    return session.exec(select(User).where(col(User.role).in_(roles)).order_by(User.email)).all()


def change_role(session: Session, user: User, role: Role) -> None:
    """Let somebody have another role. They are signed out everywhere: no session that somebody stole grows with it."""
    if user.role == role:
        return
    user.role = role
    session.flush()
    authentication().end_sessions_of(session, user.id)
