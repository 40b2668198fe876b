"""Being somebody else for a while, in a session of its own that leads back to the own one."""

from datetime import timedelta

from app.accounts.dependencies import Person
from app.accounts.models import UserId
from app.core.models import utc_now
from app.sessions.models import SessionId, UserSession
from app.sessions.repository import Sessions
from app.sessions.service import alive
from app.sessions.tokens import new_token, session_hash, session_hashes

#: How long somebody may be somebody else.
LIFETIME = timedelta(hours=1)


def become(
    sessions: Sessions, person: Person, user_id: UserId, *, user_agent: str, address: str
) -> str:
    """Begin a session in which a person is another one, and return its token. Nothing opens their own one meanwhile."""
    own_session_id = SessionId(person.session_id)
    sessions.renew(own_session_id, session_hash(new_token()))
    token, now = new_token(), utc_now()
    hashed = session_hash(token)
    sessions.add(
        UserSession(
            token_hash=hashed.hash,
            pepper_id=hashed.pepper_id,
            user_id=user_id,
            created_at=now,
            seen_at=now,
            # It was the other person who would have to prove who they are.
            confirmed_at=now - timedelta(days=1),
            expires_at=now + LIFETIME,
            user_agent=user_agent,
            address=address,
            impersonator_id=person.id,
            own_session_id=own_session_id,
        )
    )
    return token


def go_back(sessions: Sessions, token: str) -> tuple[str, UserId, UserId] | None:
    """End such a session, over or not: the new token of the own one, whose that is, and who they were meanwhile.

    None if the token opens no such session, or the own one is over.
    """
    found = sessions.by_token(session_hashes(token))
    own = sessions.get(found.own_session_id, alive()) if found and found.own_session_id else None
    if found is None or own is None:
        return None
    sessions.delete_of_user(found.user_id, found.id)
    own_token = new_token()
    # They come back as confirmed as they went, and no more.
    sessions.renew(own.id, session_hash(own_token))
    return own_token, own.user_id, found.user_id
