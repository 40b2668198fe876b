"""Sign-ins of people who have given the first proof and owe the second. A cookie ties each to its browser."""

from datetime import timedelta

from fastapi import Request, Response
from sqlmodel import Session, col, delete, select

from app.accounts.models import UserId
from app.core.models import utc_now
from app.sessions.cookies import cookie_of, set_cookie
from app.sessions.tokens import new_token, token_hash
from app.sessions.two_factor.errors import SignInOver
from app.sessions.two_factor.models import Authenticator, PendingSignIn

COOKIE = "second_factor"
LIFETIME = timedelta(minutes=10)


def has_second_factor(session: Session, user_id: UserId) -> bool:
    """Whether a person has turned their second factor on."""
    return (
        session.exec(
            select(Authenticator.user_id).where(
                Authenticator.user_id == user_id, col(Authenticator.confirmed_at).is_not(None)
            )
        ).one_or_none()
        is not None
    )


def begin_pending(session: Session, user_id: UserId, request: Request, response: Response) -> None:
    """Let the browser that asks give the second proof, for a while."""
    secret = new_token()
    session.add(
        PendingSignIn(
            secret_hash=token_hash(secret), user_id=user_id, expires_at=utc_now() + LIFETIME
        )
    )
    set_cookie(request, response, COOKIE, secret, LIFETIME)


def pending_person(session: Session, request: Request) -> UserId:
    """Whose second proof is awaited from the browser that asks. Until the end of the unit of work from this request alone.

    Raises:
        SignInOver: nobody's, or not any more.
    """
    user_id = session.exec(
        select(PendingSignIn.user_id)
        .where(
            PendingSignIn.secret_hash == token_hash(cookie_of(request, COOKIE) or ""),
            col(PendingSignIn.expires_at) > utc_now(),
        )
        .with_for_update()
    ).one_or_none()
    if user_id is None:
        raise SignInOver
    return UserId(user_id)


def end_pending(session: Session, request: Request, response: Response) -> None:
    """The browser that asks has given its proof: it can be given once."""
    hashed = token_hash(cookie_of(request, COOKIE) or "")
    session.exec(delete(PendingSignIn).where(col(PendingSignIn.secret_hash) == hashed))
    set_cookie(request, response, COOKIE, None)


def end_pending_of(session: Session, user_id: UserId) -> None:
    """Whoever is half in has to begin anew: the first proof may be worth nothing any more."""
    session.exec(delete(PendingSignIn).where(col(PendingSignIn.user_id) == user_id))


def forget_late_sign_ins(session: Session) -> None:
    """Forget all sign-ins whose second proof did not come in time."""
    session.exec(delete(PendingSignIn).where(col(PendingSignIn.expires_at) <= utc_now()))
