"""The rules of signing up.

The password is chosen only by whoever has the mail: an account that a stranger prepared with somebody's address would open to
the stranger as well.
"""

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.repository import SqlUsers
from app.accounts.service import create_user
from app.core.audit import record
from app.core.jobs import enqueue
from app.sessions.attempts import count_mail
from app.sessions.challenges.service import begin, of_browser, redeem
from app.sessions.events import SessionEvent
from app.sessions.models import Password, Purpose
from app.sessions.passwords.hashing import hash_password
from app.sessions.sign_up.jobs import send_sign_up_mail
from app.sessions.sign_up.schemas import NewAccount


def ask_for_proof(session: Session, email: str) -> str:
    """Send a mail to an address, whether or not it has an account. Returns the browser's secret.

    Raises:
        TooManyAttempts: it has got enough of them.
    """
    count_mail(email)
    challenge, secret = begin(session, Purpose.SIGN_UP, email)
    enqueue(session, send_sign_up_mail, challenge.id)
    return secret


def ask_again(session: Session, secret: str) -> None:
    """Send another mail, whose code and link replace those before.

    Raises:
        CodeWrong: it is too late for that.
        TooManyAttempts: the address has got enough of them.
    """
    challenge = of_browser(session, Purpose.SIGN_UP, secret)
    count_mail(challenge.email)
    enqueue(session, send_sign_up_mail, challenge.id)


def make_account(session: Session, data: NewAccount) -> User:
    """Make an account for an address that was proved.

    Raises:
        LinkWrong: it was not, or too long ago.
        EmailTaken: it got an account in the meantime.
    """
    hashed = hash_password(data.password)
    email = redeem(session, Purpose.SIGN_UP, data.secret)
    user = create_user(SqlUsers(session), email=email, name=data.name)
    session.add(Password(user_id=user.id, hash=hashed))
    record(session, SessionEvent.SIGNED_UP, user.id)
    session.flush()
    return user
