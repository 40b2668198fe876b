"""The rules of another address.

It counts only once a mail to it has proved it. The old one is told, with a link that takes the change back: whoever took over
an account and moved it to an address of their own must not keep it.
"""

from sqlmodel import Session, col, delete, select

from app.accounts.dependencies import Person
from app.accounts.models import User
from app.accounts.repository import SqlUsers
from app.core.audit import record
from app.core.errors import Invalid, ProblemDetail
from app.core.jobs import enqueue
from app.core.models import utc_now
from app.sessions.attempts import count_address_change, count_mail
from app.sessions.challenges.errors import CodeWrong, LinkWrong
from app.sessions.challenges.service import (
    begin,
    forget_challenges_of,
    of_browser,
    of_link,
    open_link,
    prove_by_code,
)
from app.sessions.change_email.jobs import send_change_email_mail, send_email_changed_mail
from app.sessions.change_email.models import UNDO_LIFETIME, EmailChange
from app.sessions.events import SessionEvent
from app.sessions.models import EmailChallenge, Password, Purpose
from app.sessions.repository import SqlSessions
from app.sessions.service import end_sessions_of
from app.sessions.tokens import token_hash


def ask_for_proof(session: Session, person: Person, email: str) -> str:
    """Send a mail to the address that somebody wants to have. Returns the browser's secret.

    Raises:
        Invalid: they have it already.
        TooManyAttempts: it has got enough mails, or they have sent enough.
    """
    if email == person.email:
        message = "This is your address already."
        raise Invalid(ProblemDetail(field="email", message=message))
    count_address_change(person.id)
    count_mail(email)
    challenge, secret = begin(session, Purpose.CHANGE_EMAIL, email, asker_id=person.id)
    enqueue(session, send_change_email_mail, challenge.id)
    record(session, SessionEvent.EMAIL_CHANGE_ASKED, person.id)
    return secret


def ask_again(session: Session, person: Person, secret: str) -> None:
    """Send another mail, whose code and link replace those before.

    Raises:
        CodeWrong: it is too late for that.
        TooManyAttempts: the address has got enough mails, or they have sent enough.
    """
    challenge = of_browser(session, Purpose.CHANGE_EMAIL, secret)
    if challenge.asker_id != person.id:
        raise CodeWrong
    count_address_change(person.id)
    count_mail(challenge.email)
    enqueue(session, send_change_email_mail, challenge.id)


def change_by_code(session: Session, person: Person, secret: str, code: str) -> User:
    """Take the address to which a code was sent.

    Raises:
        CodeWrong: it is another one, or was used, or is too old, or was sent for somebody else.
        EmailTaken: somebody else has got the address in the meantime.
    """
    challenge = of_browser(session, Purpose.CHANGE_EMAIL, secret)
    if challenge.asker_id != person.id:
        raise CodeWrong
    prove_by_code(session, Purpose.CHANGE_EMAIL, secret, code)
    return take(session, person, challenge)


def change_by_link(session: Session, person: Person, token: str) -> User:
    """Take the address to which a link was sent.

    Only the person who asked can: a link that somebody is talked into opening moves nobody's account.

    Raises:
        LinkWrong: it was used, or is too old, or was sent for somebody else.
        EmailTaken: somebody else has got the address in the meantime.
    """
    challenge = of_link(session, Purpose.CHANGE_EMAIL, token)
    if challenge.asker_id != person.id:
        raise LinkWrong
    return take(session, person, challenge)


def take(session: Session, person: Person, challenge: EmailChallenge) -> User:
    user = session.get_one(User, person.id, with_for_update=True, populate_existing=True)
    change = EmailChange(user_id=user.id, old_email=user.email, new_email=challenge.email)
    user.email = challenge.email
    SqlUsers(session).save(user)
    session.add(change)
    # A link for a new password, say, that still lies in the old inbox.
    forget_challenges_of(session, user.id)
    enqueue(session, send_email_changed_mail, change.id)
    record(session, SessionEvent.EMAIL_CHANGED, user.id)
    return user


def undo(session: Session, token: str) -> str:
    """Give an account back to the address that it had before a change. Returns a token to choose a new password with.

    Later changes go with it: whoever made the first may have made those as well. Earlier ones can still be undone. Nobody is
    signed in afterwards, and what a stranger may know or have added opens nothing: the password, and what of these
    days opens the account as well.

    Raises:
        LinkWrong: it was used, or is too old, or an earlier change was undone.
        EmailTaken: somebody else has got the address in the meantime.
    """
    # Some of them build on sessions, so they are known only once all are there.
    from app.features import features

    its_link = (
        EmailChange.token_hash == token_hash(token),
        col(EmailChange.expires_at) > utc_now(),
    )
    user_id = session.exec(select(EmailChange.user_id).where(*its_link)).one_or_none()
    if user_id is None:
        raise LinkWrong
    # Of two links that are used at the same moment, each waits here for the other.
    user = session.get_one(User, user_id, with_for_update=True, populate_existing=True)
    change = session.exec(select(EmailChange).where(*its_link)).one_or_none()
    if change is None:
        raise LinkWrong
    user.email = change.old_email
    SqlUsers(session).save(user)
    session.exec(
        delete(EmailChange).where(
            col(EmailChange.user_id) == user.id, col(EmailChange.created_at) >= change.created_at
        )
    )
    forget_challenges_of(session, user.id)
    for feature in features:
        if feature.forget_ways_in:
            feature.forget_ways_in(session, user.id, change.created_at - UNDO_LIFETIME)
    session.exec(delete(Password).where(col(Password.user_id) == user.id))
    end_sessions_of(SqlSessions(session), user.id)
    record(session, SessionEvent.EMAIL_CHANGE_UNDONE, user.id)
    return open_link(session, Purpose.RESET_PASSWORD, user.email)


def forget_old_changes(session: Session) -> None:
    """Forget the addresses that nobody can go back to any more."""
    session.exec(delete(EmailChange).where(col(EmailChange.expires_at) <= utc_now()))
