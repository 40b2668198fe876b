"""The ways into an account, of which one always has to be left."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from app.accounts.models import User, UserId
from app.sessions.models import Password
from app.sessions.passkeys.models import Passkey
from app.sessions.social.models import SocialIdentity
from app.sessions.two_factor.models import Authenticator, PendingSignIn, RecoveryCode


def hold_ways_in(session: Session, user_id: UserId) -> None:
    """Until the end of the unit of work nobody else adds a way in, or takes one away, that is counted."""
    session.exec(select(User.id).where(User.id == user_id).with_for_update()).one_or_none()


def count_ways_in(session: Session, user_id: UserId) -> int:
    """In how many ways a person can sign in. Until the end of the unit of work nobody else takes one of them away."""
    hold_ways_in(session, user_id)
    return sum(
        session.exec(
            select(func.count()).select_from(model).where(col(model.user_id) == user_id)
        ).one()
        for model in (Password, Passkey, SocialIdentity)
    )


def forget_ways_in(session: Session, user_id: str, since: datetime) -> None:
    """Take away what has opened somebody's account only since a moment, and a second factor of that time, which would keep
    its owner out. Older ones are the owner's."""
    for model in (Passkey, SocialIdentity):
        session.exec(
            delete(model).where(col(model.user_id) == user_id, col(model.created_at) >= since)
        )
    forgotten = session.exec(
        delete(Authenticator).where(
            col(Authenticator.user_id) == user_id, col(Authenticator.created_at) >= since
        )
    )
    if forgotten.rowcount:
        session.exec(delete(RecoveryCode).where(col(RecoveryCode.user_id) == user_id))
    session.exec(delete(PendingSignIn).where(col(PendingSignIn.user_id) == user_id))
