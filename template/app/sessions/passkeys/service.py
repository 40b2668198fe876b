"""The rules of passkeys."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.accounts.dependencies import Person
from app.accounts.models import UserId
from app.core.database import after_rollback, unit_of_work
from app.core.errors import NotFound
from app.core.jobs import enqueue
from app.core.models import utc_now
from app.sessions.passkeys import ceremonies, challenges
from app.sessions.passkeys.challenges import Purpose
from app.sessions.passkeys.errors import (
    LastWayIn,
    PasskeyCopied,
    PasskeyKnown,
    PasskeyRefused,
    TooManyPasskeys,
)
from app.sessions.passkeys.jobs import Happening, send_passkey_mail
from app.sessions.passkeys.models import Passkey, PasskeyId
from app.sessions.passkeys.names import suggested_name
from app.sessions.passkeys.schemas import (
    NewCredential,
    OptionsToMake,
    OptionsToUse,
    PasskeyUpdate,
    UsedCredential,
)
from app.sessions.ways_in import count_ways_in

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
    passkey.name = data.name
    session.flush()
    return passkey


def remove(session: Session, user_id: UserId, passkey_id: PasskeyId) -> None:
    """Forget a passkey. Its owner is told by mail.

    Raises:
        NotFound: there is none, or it is somebody else's.
        LastWayIn: they could not sign in any more.
    """
    passkey = own(session, user_id, passkey_id)
    if count_ways_in(session, user_id) == 1:
        raise LastWayIn
    session.delete(passkey)
    session.flush()
    enqueue(session, send_passkey_mail, user_id, Happening.REMOVED, passkey.name)


def own(session: Session, user_id: UserId, passkey_id: PasskeyId) -> Passkey:
    passkey = session.get(Passkey, passkey_id)
    if passkey is None or passkey.user_id != user_id:
        raise NotFound
    return passkey


def begin_to_sign_in(mark: str) -> OptionsToUse:
    """What a browser needs to sign somebody in, whoever it is: the same for everybody."""
    return ceremonies.options_to_use(challenges.begin(Purpose.SIGN_IN, mark))


def sign_in(session: Session, credential: UsedCredential, mark: str) -> UserId:
    """Whose passkey was used, in the browser with this mark.

    Raises:
        PasskeyRefused: nobody's, or not here and now, or its authenticator has not checked who uses it.
        PasskeyCopied: it is in two places.
    """
    challenge = ceremonies.signed_challenge(credential.response.client_data)
    challenges.redeem(Purpose.SIGN_IN, challenge, mark)
    passkey = use(session, credential, challenge)
    # Nobody has said who they are, so the passkey itself has to.
    if ceremonies.user_handle_of(credential) != passkey.user_id.uuid.bytes:
        raise PasskeyRefused(internal="another person's handle")
    return passkey.user_id


def begin_to_confirm(session: Session, person: Person) -> OptionsToUse:
    """What the browser needs to show once more that it is them.

    Raises:
        NotFound: they have no passkey.
    """
    known = [each.credential_id for each in passkeys_of(session, person.id)]
    if not known:
        raise NotFound
    challenge = challenges.begin(Purpose.CONFIRM, person.id, person.session_id)
    return ceremonies.options_to_use(challenge, known)


def confirm(session: Session, person: Person, credential: UsedCredential) -> None:
    """Whether it is them, by a passkey.

    Raises:
        PasskeyRefused: it is not, or not here and now.
        PasskeyCopied: it is in two places.
    """
    challenge = ceremonies.signed_challenge(credential.response.client_data)
    challenges.redeem(Purpose.CONFIRM, challenge, person.id, person.session_id)
    passkey = use(session, credential, challenge)
    if passkey.user_id != person.id:
        raise PasskeyRefused(internal="another person's passkey")


def use(session: Session, credential: UsedCredential, challenge: bytes) -> Passkey:
    """The passkey that has signed a challenge, and note that it did."""
    credential_id = ceremonies.credential_id_of(credential)
    # Of two uses at the same moment, the second has to see the count of the first.
    passkey = session.exec(
        select(Passkey).where(Passkey.credential_id == credential_id).with_for_update()
    ).one_or_none()
    if passkey is None:
        raise PasskeyRefused(internal="an unknown passkey")
    count = ceremonies.verify_used(credential, challenge, passkey.public_key).new_sign_count
    if (count or passkey.sign_count) and count <= passkey.sign_count:
        after_rollback(session, lambda: tell_of_copy(passkey.user_id, passkey.name))
        raise PasskeyCopied(internal=f"{passkey.id}: {count} after {passkey.sign_count}")
    passkey.sign_count, passkey.used_at = count, utc_now()
    session.flush()
    return passkey


def tell_of_copy(user_id: UserId, name: str) -> None:
    """Tell the owner of a passkey by mail that it is in two places."""
    with unit_of_work() as session:
        enqueue(session, send_passkey_mail, user_id, Happening.COPIED, name)
