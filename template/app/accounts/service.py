"""The rules of accounts."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.accounts.errors import EmailTaken, InvalidCredentials
from app.accounts.jobs import send_welcome_mail
from app.accounts.models import User, UserId
from app.accounts.passwords import hash_password, password_matches
from app.accounts.schemas import SignIn, SignUp, UserUpdate
from app.core.errors import NotSignedIn
from app.core.jobs import enqueue


def sign_up(session: Session, data: SignUp) -> User:
    """Make an account; a job welcomes the newcomer.

    Raises:
        EmailTaken: somebody has this address.
    """
    user = User(email=data.email, name=data.name, password_hash=hash_password(data.password))
    session.add(user)
    try:
        session.flush()
    except IntegrityError:
        # Only the database can decide between two requests at the same moment.
        raise EmailTaken from None
    enqueue(session, send_welcome_mail, user.id)
    return user


def check_credentials(session: Session, data: SignIn) -> User:
    """The person who has this address and this password.

    Raises:
        InvalidCredentials: there is none.
    """
    user = session.exec(select(User).where(User.email == data.email)).one_or_none()
    if not password_matches(data.password, user.password_hash if user else None) or user is None:
        raise InvalidCredentials
    return user


def update_user(session: Session, user_id: UserId, data: UserUpdate) -> User:
    """Change what people may change about themselves."""
    user = session.get(User, user_id)
    if user is None:
        raise NotSignedIn
    user.name = data.name
    session.flush()
    return user
