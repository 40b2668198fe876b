"""The rules of having passkeys. Those of using them are in proving.py."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.accounts.dependencies import Person
from app.accounts.models import UserId
from app.core.audit import record
from app.core.errors import NotFound
from app.core.jobs import enqueue
from app.sessions.events import SessionEvent
from app.sessions.passkeys import ceremonies, challenges
from app.sessions.passkeys.challenges import Purpose
from app.sessions.passkeys.errors import (
    LastWayIn,
    PasskeyKnown,
    TooManyPasskeys,
)
from app.sessions.passkeys.jobs import Happening, send_passkey_mail
from app.sessions.passkeys.models import Passkey, PasskeyId
from app.sessions.passkeys.names import suggested_name
from app.sessions.passkeys.schemas import (
    NewCredential,
    OptionsToMake,
    PasskeyUpdate,
)
from app.sessions.ways_in import count_ways_in, hold_ways_in

MOST_PASSKEYS = 20


def passkeys_of(session: Session, user_id: UserId) -> Sequence[Passkey]:
    """A person's passkeys, the oldest first."""
    return session.exec(
        select(Passkey).where(Passkey.user_id == user_id).order_by(col(Passkey.id))
    ).all()


def begin_to_add(session: Session, person: Person) -> OptionsToMake:
    """What the browser needs to make a passkey. An authenticator that has one of this person's makes no other.

    Raises:
        TooManyPasskeys: there are as many as there can be.
    """
    known = passkeys_of(session, person.id)
    if len(known) >= MOST_PASSKEYS:
        raise TooManyPasskeys
    challenge = challenges.begin(Purpose.ADD, person.id, person.session_id)
    return ceremonies.options_to_add(person, challenge, [each.credential_id for each in known])


def add(session: Session, person: Person, credential: NewCredential, user_agent: str) -> Passkey:
    """Keep a passkey that the browser has made. Its owner is told by mail.

    Raises:
        PasskeyRefused: it was not asked for here and now, or its authenticator has not checked who uses it.
        PasskeyKnown: somebody has it.
        TooManyPasskeys: there are as many as there can be.
    """
    challenge = ceremonies.signed_challenge(credential.response.client_data)
    challenges.redeem(Purpose.ADD, challenge, person.id, person.session_id)
    made = ceremonies.verify_new(credential, challenge)
    # Of two that are added at the same moment, the second counts the first.
    hold_ways_in(session, person.id)
    if len(passkeys_of(session, person.id)) >= MOST_PASSKEYS:
        raise TooManyPasskeys
    passkey = Passkey(
        user_id=person.id,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=suggested_name(made.aaguid, user_agent),
    )
    session.add(passkey)
    try:
        session.flush()
    except IntegrityError:
        raise PasskeyKnown from None
    record(session, SessionEvent.PASSKEY_ADDED, person.id, passkey=passkey.name)
    enqueue(session, send_passkey_mail, person.id, Happening.ADDED, passkey.name)
    return passkey


def rename(
    session: Session, user_id: UserId, passkey_id: PasskeyId, data: PasskeyUpdate
) -> Passkey:
    """Call a passkey something else.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    passkey = own(session, user_id, passkey_id)
    record(session, SessionEvent.PASSKEY_RENAMED, user_id, before=passkey.name, passkey=data.name)
    passkey.name = data.name
    session.flush()
    return passkey


def remove(session: Session, user_id: UserId, passkey_id: PasskeyId) -> None:
    """Forget a passkey. Its owner is told by mail.

    Raises:
        NotFound: there is none, or it is somebody else's.
        LastWayIn: they could not sign in any more.
    """
    # First, because it lets nobody else take a way in away at the same moment.
    ways_in = count_ways_in(session, user_id)
    passkey = own(session, user_id, passkey_id)
    if ways_in == 1:
        raise LastWayIn
    session.delete(passkey)
    session.flush()
    record(session, SessionEvent.PASSKEY_REMOVED, user_id, passkey=passkey.name)
    enqueue(session, send_passkey_mail, user_id, Happening.REMOVED, passkey.name)


def own(session: Session, user_id: UserId, passkey_id: PasskeyId) -> Passkey:
    passkey = session.get(Passkey, passkey_id)
    if passkey is None or passkey.user_id != user_id:
        raise NotFound
    return passkey
