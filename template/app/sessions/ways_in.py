"""The ways into an account, of which one always has to be left."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.accounts.models import User, UserId
from app.sessions.models import Password
from app.sessions.passkeys.models import Passkey
from app.sessions.social.models import SocialIdentity


def count_ways_in(session: Session, user_id: UserId) -> int:
    """In how many ways a person can sign in. Until the end of the unit of work nobody else takes one of them away."""
    session.exec(select(User.id).where(User.id == user_id).with_for_update()).one_or_none()
    return sum(
        session.exec(
            select(func.count()).select_from(model).where(col(model.user_id) == user_id)
        ).one()
        for model in (Password, Passkey, SocialIdentity)
    )
