"""The rules of challenges.

Whoever asks learns nothing about an address: the answer and the work are the same for every one. The secret that they get
stays in their browser, and the code in the mail is worth something there alone; the link in it opens anywhere.
"""

from datetime import timedelta

from sqlmodel import Session, col, delete, or_, select

from app.accounts.models import User, UserId
from app.core.database import unit_of_work
from app.core.models import utc_now
from app.sessions.challenges.errors import CodeWrong, LinkWrong
from app.sessions.models import ChallengeId, EmailChallenge, Purpose
from app.sessions.passwords.hashing import check_password, hash_password
from app.sessions.tokens import new_code, new_token, peppers, token_hash

LIFETIMES = {
    Purpose.SIGN_UP: timedelta(minutes=15),
    Purpose.RESET_PASSWORD: timedelta(minutes=30),
    Purpose.CHANGE_EMAIL: timedelta(minutes=15),
    Purpose.CONFIRM: timedelta(minutes=15),
}


def begin(
    session: Session, purpose: Purpose, email: str, *, asker_id: UserId | None = None
) -> tuple[EmailChallenge, str]:
    """A new challenge, and the secret for the browser that asks. The mail is the caller's matter."""
    owner = session.exec(select(User.id).where(User.email == email)).one_or_none()
    secret = new_token()
    challenge = EmailChallenge(
        purpose=purpose,
        email=email,
        user_id=owner,
        asker_id=asker_id,
        secret_hash=token_hash(secret),
        expires_at=utc_now() + LIFETIMES[purpose],
    )
    session.add(challenge)
    session.flush()
    return challenge, secret


def of_browser(session: Session, purpose: Purpose, secret: str) -> EmailChallenge:
    """The challenge that a browser has begun.

    Raises:
        CodeWrong: it is over, or there never was one.
    """
    found = session.exec(
        select(EmailChallenge)
        .where(
            EmailChallenge.purpose == purpose,
            EmailChallenge.secret_hash == token_hash(secret),
            col(EmailChallenge.expires_at) > utc_now(),
        )
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise CodeWrong
    return found


def prepare(session: Session, challenge_id: ChallengeId) -> tuple[EmailChallenge, str, str] | None:
    """A fresh code and a fresh link's token for the mail, which replace earlier ones; None if they would come too late."""
    challenge = session.get(EmailChallenge, challenge_id, with_for_update=True)
    if challenge is None or challenge.proved or challenge.expires_at <= utc_now():
        return None
    code, token = new_code(), new_token()
    challenge.code_hash, challenge.token_hash = code_hash(code), token_hash(token)
    session.flush()
    return challenge, code, token


def prepare_for_mail(challenge_id: ChallengeId) -> tuple[EmailChallenge, str, str] | None:
    """The same, stored at once: whoever has the mail may be quicker than the end of the job that sends it."""
    with unit_of_work() as session:
        return prepare(session, challenge_id)


def prove_by_code(session: Session, purpose: Purpose, secret: str, code: str) -> None:
    """Let the address of a browser's challenge be its own.

    Raises:
        CodeWrong: the code is not the one in the last mail, or was used, or is too old.
    """
    challenge = of_browser(session, purpose, secret)
    if not is_code(code, challenge.code_hash):
        raise CodeWrong
    settle(session, challenge)


def code_hash(code: str) -> str:
    # There are only a million codes: without the pepper, a copy of the database would soon tell which it is.
    pepper = peppers()[0]
    return f"{pepper.id}:{hash_password(pepper.hash(code).hex())}"


def is_code(code: str, stored: str | None) -> bool:
    pepper_id, _, hashed = (stored or "").rpartition(":")
    pepper = next((each for each in peppers() if each.id == pepper_id), None)
    # As much work where there is nothing to compare with.
    matches, _ = check_password(pepper.hash(code).hex() if pepper else code, hashed or None)
    return matches and (pepper is not None or not pepper_id)


def prove_by_link(session: Session, purpose: Purpose, token: str) -> tuple[str, str]:
    """The same by the link, in whatever browser it was opened: the address, and that browser's secret.

    Raises:
        LinkWrong: it was used, or is too old, or another one was sent since.
    """
    challenge = of_link(session, purpose, token)
    secret = new_token()
    challenge.secret_hash = token_hash(secret)
    settle(session, challenge)
    return challenge.email, secret


def of_link(session: Session, purpose: Purpose, token: str) -> EmailChallenge:
    """The challenge whose mail holds a link.

    Raises:
        LinkWrong: it was used, or is too old, or another one was sent since.
    """
    challenge = session.exec(
        select(EmailChallenge)
        .where(
            EmailChallenge.purpose == purpose,
            EmailChallenge.token_hash == token_hash(token),
            col(EmailChallenge.expires_at) > utc_now(),
        )
        .with_for_update()
    ).one_or_none()
    if challenge is None:
        raise LinkWrong
    return challenge


def redeem_link(session: Session, purpose: Purpose, token: str) -> UserId:
    """Whose address a link has proved, for what takes one step. Only once.

    Raises:
        LinkWrong: it was used, or is too old, or another one was sent since, or the address is nobody's.
    """
    redeemed = session.exec(
        delete(EmailChallenge)
        .where(
            col(EmailChallenge.purpose) == purpose,
            col(EmailChallenge.token_hash) == token_hash(token),
            col(EmailChallenge.expires_at) > utc_now(),
        )
        .returning(col(EmailChallenge.user_id))
    ).one_or_none()
    if redeemed is None or redeemed[0] is None:
        raise LinkWrong
    return redeemed[0]


def open_link(session: Session, purpose: Purpose, email: str) -> str:
    """The token of a link for somebody who has just proved in another way that an address is theirs. No mail is sent."""
    challenge, _ = begin(session, purpose, email)
    token = new_token()
    challenge.token_hash = token_hash(token)
    session.flush()
    return token


def forget_challenges_of(session: Session, user_id: UserId) -> None:
    """Let nothing be worth anything any more that was sent to a person's address, or that they wanted another one with."""
    session.exec(
        delete(EmailChallenge).where(
            or_(col(EmailChallenge.user_id) == user_id, col(EmailChallenge.asker_id) == user_id)
        )
    )


def settle(session: Session, challenge: EmailChallenge) -> None:
    """From now on there is time to do what the proof was for, and the proof is worth nothing more."""
    challenge.proved, challenge.code_hash, challenge.token_hash = True, None, None
    challenge.expires_at = utc_now() + LIFETIMES[challenge.purpose]
    session.flush()


def redeem(session: Session, purpose: Purpose, secret: str) -> str:
    """The address that was proved. Only once.

    Raises:
        LinkWrong: nothing was proved, or it was too long ago, or used.
    """
    email = session.scalars(
        delete(EmailChallenge)
        .where(
            col(EmailChallenge.purpose) == purpose,
            col(EmailChallenge.secret_hash) == token_hash(secret),
            col(EmailChallenge.proved),
            col(EmailChallenge.expires_at) > utc_now(),
        )
        .returning(col(EmailChallenge.email))
    ).one_or_none()
    if email is None:
        raise LinkWrong
    return email


def delete_what_is_over(session: Session) -> None:
    """Forget all challenges that nobody can use any more."""
    session.exec(delete(EmailChallenge).where(col(EmailChallenge.expires_at) <= utc_now()))
