"""The rules of passwords."""

from sqlmodel import Session, col, select

from app.accounts.models import User, UserId
from app.core.jobs import enqueue
from app.sessions.attempts import count_mail
from app.sessions.challenges.service import begin, redeem_link
from app.sessions.models import Password, Purpose
from app.sessions.passwords.errors import InvalidCredentials
from app.sessions.passwords.hashing import check_password, hash_password
from app.sessions.passwords.jobs import send_password_changed_mail, send_reset_mail
from app.sessions.passwords.schemas import PasswordReset, SignIn
from app.sessions.service import end_sessions_of


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


def ask_for_reset(session: Session, email: str) -> None:
    """Send a link to an address. One without an account gets nothing, and nobody is told which it was.

    Raises:
        TooManyAttempts: it has got enough mails.
    """
    count_mail(email)
    challenge, _ = begin(session, Purpose.RESET_PASSWORD, email)
    enqueue(session, send_reset_mail, challenge.id)


def reset_password(session: Session, data: PasswordReset) -> None:
    """Give the account behind a link another password. All its sessions end, and its owner is told.

    Raises:
        LinkWrong: the link was used, or is too old.
    """
    hashed = hash_password(data.password)
    user_id = redeem_link(session, Purpose.RESET_PASSWORD, data.token)
    store_password(session, user_id, hashed)
    end_sessions_of(session, user_id)
    enqueue(session, send_password_changed_mail, user_id)


def store_password(session: Session, user_id: UserId, hashed: str) -> None:
    """Let a hash be that of a person's password, whether or not they had one."""
    session.merge(Password(user_id=user_id, hash=hashed))
    session.flush()
