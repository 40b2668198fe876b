"""The rules of second factors."""

from sqlmodel import Session, col, delete, func, select

from app.accounts.dependencies import Person
from app.accounts.models import UserId
from app.core.audit import record, record_refusal
from app.core.jobs import enqueue
from app.core.models import utc_now
from app.sessions.events import SessionEvent
from app.sessions.repository import SqlSessions
from app.sessions.service import end_sessions_of
from app.sessions.tokens import token_hash
from app.sessions.two_factor.codes import (
    as_written,
    in_groups,
    new_recovery_codes,
    new_secret,
    set_up_address,
    step_of,
)
from app.sessions.two_factor.encryption import decrypt, encrypt
from app.sessions.two_factor.errors import SecondCodeWrong, TwoFactorOff, TwoFactorOn
from app.sessions.two_factor.jobs import (
    send_recovery_code_used_mail,
    send_two_factor_off_mail,
    send_two_factor_on_mail,
)
from app.sessions.two_factor.models import Authenticator, RecoveryCode
from app.sessions.two_factor.pending import end_pending_of
from app.sessions.two_factor.schemas import SetUp, TwoFactorState


def state_of(session: Session, user_id: UserId) -> TwoFactorState:
    """Whether a person's second factor is on, and how many ways around it are left to them."""
    authenticator = session.get(Authenticator, user_id)
    return TwoFactorState(
        on_since=authenticator.confirmed_at if authenticator else None,
        recovery_codes_left=session.exec(
            select(func.count()).select_from(RecoveryCode).where(RecoveryCode.user_id == user_id)
        ).one(),
    )


def begin_set_up(session: Session, person: Person) -> SetUp:
    """A new secret for a person's app. It counts for nothing before a code has shown that the app has it.

    Raises:
        TwoFactorOn: they use another one already.
    """
    refuse_if_on(session, person.id)
    secret = new_secret()
    session.merge(Authenticator(user_id=person.id, secret=encrypt(secret, person.id)))
    session.flush()
    return SetUp(secret=in_groups(secret), address=set_up_address(secret, person.email))


def turn_on(session: Session, person: Person, code: str) -> list[str]:
    """Ask for a code at every sign-in from now on. Returns the recovery codes.

    Other sessions end: they began with one proof.

    Raises:
        TwoFactorOn: it is on.
        SecondCodeWrong: it is not what the app shows, or nothing was set up.
    """
    refuse_if_on(session, person.id)
    use_code(session, person.id, code, confirmed=False).confirmed_at = utc_now()
    codes = replace_recovery_codes(session, person.id)
    end_other_entrances(session, person)
    record(session, SessionEvent.TWO_FACTOR_TURNED_ON, person.id)
    enqueue(session, send_two_factor_on_mail, person.id)
    return codes


def turn_off(session: Session, person: Person) -> None:
    """Let one proof be enough again. Other sessions end, as with a password that is changed.

    Raises:
        TwoFactorOff: it is off.
    """
    require_on(session, person.id)
    forget(session, person.id)
    end_other_entrances(session, person)
    record(session, SessionEvent.TWO_FACTOR_TURNED_OFF, person.id)
    enqueue(session, send_two_factor_off_mail, person.id)


def forget(session: Session, user_id: UserId) -> None:
    """Nothing of a person's second factor counts any more."""
    for model in (Authenticator, RecoveryCode):
        session.exec(delete(model).where(col(model.user_id) == user_id))


def renew_recovery_codes(session: Session, person: Person) -> list[str]:
    """Ten new codes; those before are worth nothing.

    Raises:
        TwoFactorOff: there is nothing to get around.
    """
    require_on(session, person.id)
    record(session, SessionEvent.RECOVERY_CODES_RENEWED, person.id)
    return replace_recovery_codes(session, person.id)


def use_code(
    session: Session, user_id: UserId, code: str, *, confirmed: bool = True
) -> Authenticator:
    """Take an app's code as the proof that it is. It and all before it prove nothing more.

    `confirmed` says whether it is the app of a second factor that is on, or one that is being set up.

    Raises:
        SecondCodeWrong: it is not what the app shows, or was used, or there is no such app.
    """
    # Locked: of two requests with one code at the same moment, the second sees that it was used.
    authenticator = session.get(
        Authenticator, user_id, with_for_update=True, populate_existing=True
    )
    if authenticator is None or (authenticator.confirmed_at is not None) != confirmed:
        raise SecondCodeWrong
    secret = decrypt(authenticator.secret, user_id)
    step = step_of(secret, code, utc_now())
    if step is None or step <= (authenticator.last_step or 0):
        record_refusal(session, SessionEvent.SECOND_PROOF_REFUSED, user_id)
        raise SecondCodeWrong
    authenticator.last_step = step
    # With the newest key, so that those before are needed by fewer and fewer.
    authenticator.secret = encrypt(secret, user_id)
    return authenticator


def use_recovery_code(session: Session, user_id: UserId, code: str) -> None:
    """Take a recovery code as the proof that it is, once. Its owner is told by mail.

    Raises:
        SecondCodeWrong: there is no such code, or it was used.
    """
    used = session.exec(
        delete(RecoveryCode).where(
            col(RecoveryCode.user_id) == user_id,
            col(RecoveryCode.code_hash) == token_hash(as_written(code)),
        )
    )
    if used.rowcount != 1:
        record_refusal(session, SessionEvent.SECOND_PROOF_REFUSED, user_id)
        raise SecondCodeWrong
    record(session, SessionEvent.RECOVERY_CODE_USED, user_id)
    enqueue(session, send_recovery_code_used_mail, user_id)


def replace_recovery_codes(session: Session, user_id: UserId) -> list[str]:
    session.exec(delete(RecoveryCode).where(col(RecoveryCode.user_id) == user_id))
    codes = new_recovery_codes()
    session.add_all(
        RecoveryCode(user_id=user_id, code_hash=token_hash(as_written(code))) for code in codes
    )
    session.flush()
    return codes


def end_other_entrances(session: Session, person: Person) -> None:
    """Nobody else is in, or half in, who came by other rules."""
    end_sessions_of(SqlSessions(session), person.id, but=person.session_id)
    end_pending_of(session, person.id)


def require_on(session: Session, user_id: UserId) -> None:
    if not is_on(session, user_id):
        raise TwoFactorOff


def refuse_if_on(session: Session, user_id: UserId) -> None:
    if is_on(session, user_id):
        raise TwoFactorOn


def is_on(session: Session, user_id: UserId) -> bool:
    # Locked: of two requests at the same moment the second finds what the first has made of it.
    authenticator = session.get(Authenticator, user_id, with_for_update=True)
    return authenticator is not None and authenticator.confirmed_at is not None
