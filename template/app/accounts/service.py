"""The rules of accounts."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.accounts.errors import EmailTaken
from app.accounts.jobs import send_welcome_mail
from app.accounts.models import User, UserId
from app.accounts.schemas import UserUpdate
from app.core.errors import NotSignedIn
from app.core.jobs import enqueue


def create_user(session: Session, *, email: str, name: str) -> User:
    """Make an account; a job welcomes the newcomer.

    Raises:
        EmailTaken: somebody has this address.
    """
    user = User(email=email, name=name)
    session.add(user)
    try:
        session.flush()
    except IntegrityError:
        # Only the database can decide between two requests at the same moment.
        raise EmailTaken from None
    enqueue(session, send_welcome_mail, user.id)
    return user


def update_user(session: Session, user_id: UserId, data: UserUpdate) -> User:
    """Change what people may change about themselves."""
    user = session.get(User, user_id)
    if user is None:
        raise NotSignedIn
    user.name = data.name
    session.flush()
    return user
