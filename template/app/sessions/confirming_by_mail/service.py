"""The rules of confirming by mail."""

from sqlmodel import Session, col, select

from app.accounts.dependencies import Person
from app.accounts.models import UserId
from app.core.audit import record, record_refusal
from app.core.jobs import enqueue
from app.sessions.attempts import count_mail
from app.sessions.challenges.errors import CodeWrong
from app.sessions.challenges.service import begin, of_browser, prove_by_code
from app.sessions.confirming_by_mail.errors import BetterWayKnown
from app.sessions.confirming_by_mail.jobs import send_confirmation_mail
from app.sessions.events import SessionEvent
from app.sessions.models import Password, Purpose
from app.sessions.passkeys.models import Passkey


def has_better_way(session: Session, user_id: UserId) -> bool:
    """Whether a person has a password or a passkey."""
    passkeys = select(Passkey.id).where(col(Passkey.user_id) == user_id).limit(1)
    return (
        session.get(Password, user_id) is not None
        or session.exec(passkeys).one_or_none() is not None
    )


def ask_for_code(session: Session, person: Person) -> str:
    """Send a code to a person's own address. Returns the browser's secret.

    Raises:
        BetterWayKnown: they have a password or a passkey.
        TooManyAttempts: the address has got enough mails.
    """
    if has_better_way(session, person.id):
        raise BetterWayKnown
    count_mail(person.email)
    challenge, secret = begin(session, Purpose.CONFIRM, person.email, asker_id=person.id)
    enqueue(session, send_confirmation_mail, challenge.id)
    return secret


def check_code(session: Session, person: Person, secret: str, code: str) -> None:
    """Raises:
    BetterWayKnown: they have got a password or a passkey in the meantime.
    CodeWrong: it is another one, or was used, or is too old, or was sent for somebody else.
    """
    if has_better_way(session, person.id):
        raise BetterWayKnown
    try:
        challenge = of_browser(session, Purpose.CONFIRM, secret)
        if challenge.asker_id != person.id or challenge.email != person.email:
            raise CodeWrong
        prove_by_code(session, Purpose.CONFIRM, secret, code)
    except CodeWrong:
        record_refusal(session, SessionEvent.CONFIRMATION_REFUSED, person.id)
        raise
    session.delete(challenge)
    record(session, SessionEvent.CONFIRMED, person.id)
