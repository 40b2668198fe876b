"""The rules of passwords."""

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.sessions.models import Password
from app.sessions.passwords.errors import InvalidCredentials
from app.sessions.passwords.hashing import check_password
from app.sessions.passwords.schemas import SignIn


def check_credentials(session: Session, data: SignIn) -> User:
    """The person who has this address and this password.

    Raises:
        InvalidCredentials: there is none.
    """
    known = session.exec(
        select(User, Password)
        .join(Password, col(Password.user_id) == col(User.id))
        .where(User.email == data.email)
    ).one_or_none()
    user, password = known or (None, None)
    matches, renewed = check_password(data.password, password.hash if password else None)
    if not matches or user is None or password is None:
        raise InvalidCredentials
    if renewed:
        password.hash = renewed
    return user
