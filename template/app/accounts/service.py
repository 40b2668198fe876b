"""The rules of accounts."""

from app.accounts.jobs import send_welcome_mail
from app.accounts.models import User, UserId
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
