"""The rules of passwords."""

from sqlmodel import Session, col, select

from app.accounts.dependencies import Person
from app.accounts.models import User, UserId
from app.core.audit import record, record_refusal
from app.core.jobs import enqueue
from app.sessions.attempts import count_mail
from app.sessions.challenges.service import begin, redeem_link
from app.sessions.events import SessionEvent
from app.sessions.models import Password, Purpose
from app.sessions.passwords.errors import InvalidCredentials, WrongPassword
from app.sessions.passwords.hashing import check_password, hash_password
from app.sessions.passwords.jobs import send_password_changed_mail, send_reset_mail
from app.sessions.passwords.schemas import PasswordChange, PasswordReset, SignIn
from app.sessions.repository import SqlSessions
from app.sessions.service import end_sessions_of
from app.sessions.two_factor.pending import end_pending_of


def check_credentials(session: Session, data: SignIn) -> User:
    """The person who has this address and this password.

    Raises:
        InvalidCredentials: there is none.
    """
    known = session.exec(
        select(User, Password)
        .join(Password, col(Password.user_id) == col(User.id), isouter=True)
        .where(User.email == data.email)
    ).one_or_none()
    user, password = known or (None, None)
    if not is_right(data.password, password) or user is None:
        # Also of nobody's address, so that this takes as long. The address is not noted: people type passwords there.
        record_refusal(session, SessionEvent.SIGN_IN_REFUSED, user.id if user else "")
        raise InvalidCredentials
    return user


def check_own_password(session: Session, user_id: UserId, typed: str) -> None:
    """Raises WrongPassword: it is not the one of this person."""
    if not is_right(typed, session.get(Password, user_id)):
        record_refusal(session, SessionEvent.CONFIRMATION_REFUSED, user_id)
        raise WrongPassword
    record(session, SessionEvent.CONFIRMED, user_id)


def is_right(typed: str, password: Password | None) -> bool:
    """Takes as long without a password as with one. Renews a hash that was made with other parameters."""
    matches, renewed = check_password(typed, password.hash if password else None)
    if matches and renewed and password:
        password.hash = renewed
    return matches


def change_password(session: Session, person: Person, data: PasswordChange) -> None:
    """Give a person another password. Their other sessions end, and they are told by mail."""
    store_password(session, person.id, hash_password(data.password))
    end_sessions_of(SqlSessions(session), person.id, but=person.session_id)
    end_pending_of(session, person.id)
    record(session, SessionEvent.PASSWORD_CHANGED, person.id)
    enqueue(session, send_password_changed_mail, person.id)


def ask_for_reset(session: Session, email: str) -> None:
    """Send a link to an address. One without an account gets nothing, and nobody is told which it was.

    Raises:
        TooManyAttempts: it has got enough mails.
    """
    count_mail(email)
    challenge, _ = begin(session, Purpose.RESET_PASSWORD, email)
    record(session, SessionEvent.PASSWORD_RESET_ASKED, challenge.user_id or "")
    enqueue(session, send_reset_mail, challenge.id)


def reset_password(session: Session, data: PasswordReset) -> None:
    """Give the account behind a link another password. All its sessions end, and its owner is told.

    Raises:
        LinkWrong: the link was used, or is too old.
    """
    hashed = hash_password(data.password)
    user_id = redeem_link(session, Purpose.RESET_PASSWORD, data.token)
    store_password(session, user_id, hashed)
    end_sessions_of(SqlSessions(session), user_id)
    end_pending_of(session, user_id)
    record(session, SessionEvent.PASSWORD_RESET, user_id)
    enqueue(session, send_password_changed_mail, user_id)


def store_password(session: Session, user_id: UserId, hashed: str) -> None:
    """Let a hash be that of a person's password, whether or not they had one."""
    session.merge(Password(user_id=user_id, hash=hashed))
    session.flush()
