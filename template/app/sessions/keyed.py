"""What depends on the keys of sessions."""

from sqlmodel import Session, and_, col, func, select

from app.core.keyed import Keyed
from app.core.models import utc_now
from app.sessions.models import EmailChallenge, UserSession
from app.sessions.repository import is_over
from app.sessions.service import IDLE_LIFETIME, alive
from app.sessions.tokens import peppers
from app.sessions.two_factor.moving import former_secrets, move_secrets


def former_sessions(session: Session) -> int:
    """How many sessions that are not over lie under another pepper than the first, or under none."""
    former = col(UserSession.pepper_id).is_distinct_from(peppers()[0].id)
    found = select(func.count()).select_from(UserSession).where(former, ~is_over(alive()))
    return session.exec(found).one()


def former_codes(session: Session) -> int:
    """How many codes in mails may still be typed that another pepper is needed for."""
    alive_ones = and_(
        col(EmailChallenge.expires_at) > utc_now(), col(EmailChallenge.code_hash).is_not(None)
    )
    first = col(EmailChallenge.code_hash).startswith(f"{peppers()[0].id}:", autoescape=True)
    return session.exec(
        select(func.count()).select_from(EmailChallenge).where(alive_ones, ~first)
    ).one()


keyed = (
    Keyed(
        variable="SESSION_PEPPER",
        what="sessions",
        former=former_sessions,
        change=f"each changes when it is used, and is over when it is not for {IDLE_LIFETIME.days} days",
    ),
    Keyed(
        variable="SESSION_PEPPER",
        what="codes in mails",
        former=former_codes,
        change="they are over after half an hour",
    ),
    Keyed(
        variable="TWO_FACTOR_KEY",
        what="secrets of authenticator apps",
        former=former_secrets,
        change="each changes when a code is used, and all of them by `python -m app keys move TWO_FACTOR_KEY`",
        move=move_secrets,
    ),
)
