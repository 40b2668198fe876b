"""The rules of showing with a passkey who somebody is."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlmodel import Session, select

from app.accounts.dependencies import Person
from app.accounts.models import UserId
from app.core.audit import record, record_refusal
from app.core.database import after_rollback, unit_of_work
from app.core.jobs import enqueue
from app.core.models import utc_now
from app.sessions.events import SessionEvent
from app.sessions.passkeys import ceremonies, challenges
from app.sessions.passkeys.challenges import Purpose
from app.sessions.passkeys.errors import NoPasskey, PasskeyCopied, PasskeyRefused
from app.sessions.passkeys.jobs import Happening, send_passkey_mail
from app.sessions.passkeys.models import Passkey
from app.sessions.passkeys.schemas import OptionsToUse, UsedCredential
from app.sessions.passkeys.service import passkeys_of


def begin_to_sign_in(mark: str) -> OptionsToUse:
    """What a browser needs to sign somebody in, whoever it is: the same for everybody."""
    return ceremonies.options_to_use(challenges.begin(Purpose.SIGN_IN, mark))


def sign_in(session: Session, credential: UsedCredential, mark: str) -> UserId:
    """Whose passkey was used, in the browser with this mark.

    Raises:
        PasskeyRefused: nobody's, or not here and now, or its authenticator has not checked who uses it.
        PasskeyCopied: it is in two places.
    """
    passkey = find(session, credential)
    owner = passkey.user_id if passkey else ""
    with noting_refusal(session, SessionEvent.SIGN_IN_REFUSED, owner):
        passkey = use(session, passkey, credential, Purpose.SIGN_IN, mark)
        # Nobody has said who they are, so the passkey itself has to.
        if ceremonies.user_handle_of(credential) != passkey.user_id.uuid.bytes:
            raise PasskeyRefused(internal="another person's handle")
    return passkey.user_id


def begin_to_confirm(session: Session, person: Person) -> OptionsToUse:
    """What the browser needs to show once more that it is them.

    Raises:
        NoPasskey: they have none.
    """
    known = [each.credential_id for each in passkeys_of(session, person.id)]
    if not known:
        raise NoPasskey
    challenge = challenges.begin(Purpose.CONFIRM, person.id, person.session_id)
    return ceremonies.options_to_use(challenge, known)


def confirm(session: Session, person: Person, credential: UsedCredential) -> None:
    """Whether it is them, by a passkey.

    Raises:
        PasskeyRefused: it is not, or not here and now.
        PasskeyCopied: it is in two places.
    """
    passkey = find(session, credential)
    with noting_refusal(session, SessionEvent.CONFIRMATION_REFUSED, person.id):
        browser = (person.id, person.session_id)
        passkey = use(session, passkey, credential, Purpose.CONFIRM, *browser)
        if passkey.user_id != person.id:
            raise PasskeyRefused(internal="another person's passkey")
    record(session, SessionEvent.CONFIRMED, person.id)


def find(session: Session, credential: UsedCredential) -> Passkey | None:
    """The passkey that an authenticator says it has used."""
    credential_id = ceremonies.credential_id_of(credential)
    # Of two uses at the same moment, the second has to see the count of the first.
    return session.exec(
        select(Passkey).where(Passkey.credential_id == credential_id).with_for_update()
    ).one_or_none()


def use(
    session: Session,
    passkey: Passkey | None,
    credential: UsedCredential,
    purpose: Purpose,
    *browser: str,
) -> Passkey:
    """Whether a passkey has signed the challenge that this browser was given for this purpose, and note that it did."""
    challenge = ceremonies.signed_challenge(credential.response.client_data)
    challenges.redeem(purpose, challenge, *browser)
    if passkey is None:
        raise PasskeyRefused(internal="an unknown passkey")
    count = ceremonies.verify_used(credential, challenge, passkey.public_key).new_sign_count
    if (count or passkey.sign_count) and count <= passkey.sign_count:
        record_refusal(session, SessionEvent.PASSKEY_COPIED, passkey.user_id, passkey=passkey.name)
        after_rollback(session, lambda: tell_of_copy(passkey.user_id, passkey.name))
        raise PasskeyCopied(internal=f"{passkey.id}: {count} after {passkey.sign_count}")
    passkey.sign_count, passkey.used_at = count, utc_now()
    session.flush()
    return passkey


def tell_of_copy(user_id: UserId, name: str) -> None:
    """Tell the owner of a passkey by mail that it is in two places."""
    with unit_of_work() as session:
        enqueue(session, send_passkey_mail, user_id, Happening.COPIED, name)


@contextmanager
def noting_refusal(session: Session, event: SessionEvent, user_id: str) -> Generator[None]:
    """What is refused here is written to the audit trail, as an event of this person, or of nobody."""
    try:
        yield
    except (PasskeyRefused, PasskeyCopied):
        record_refusal(session, event, user_id)
        raise
