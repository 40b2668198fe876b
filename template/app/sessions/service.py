"""The rules of sessions: a random token in the browser's cookie, its hash where sessions are kept."""

from collections.abc import Sequence
from datetime import timedelta

from app.accounts.dependencies import Person
from app.accounts.models import UserId
from app.core.errors import NotFound
from app.core.models import utc_now
from app.sessions.events import SessionEvent
from app.sessions.models import SessionId, UserSession
from app.sessions.repository import Alive, Sessions
from app.sessions.tokens import new_token, session_hash, session_hashes

#: A session ends when it is this old, however often it is used.
LIFETIME = timedelta(days=30)
#: A session ends when nothing came from its browser for so long.
IDLE_LIFETIME = timedelta(days=14)
#: How exactly it is known when a browser was last seen. To write that down with each request would cost more than the request.
SEEN_EVERY = timedelta(minutes=5)


def start_session(
    sessions: Sessions,
    user_id: UserId,
    *,
    user_agent: str = "",
    address: str = "",
    country: str = "",
) -> str:
    """Begin a session and return its token, which is stored nowhere. Forgets the person's sessions that are over."""
    sessions.delete_what_is_over(alive(), user_id)
    token, now = new_token(), utc_now()
    hashed = session_hash(token)
    started = UserSession(
        token_hash=hashed.hash,
        pepper_id=hashed.pepper_id,
        user_id=user_id,
        created_at=now,
        seen_at=now,
        confirmed_at=now,
        expires_at=now + LIFETIME,
        user_agent=user_agent,
        address=address,
        country=country,
    )
    sessions.add(started)
    return token


def end_session(sessions: Sessions, token: str) -> UserId | None:
    """Make a token worthless. Whose session it was, if it was one's."""
    return sessions.delete(session_hashes(token))


def end_session_of(sessions: Sessions, user_id: UserId, session_id: SessionId) -> None:
    """End one of a person's sessions.

    Raises:
        NotFound: it is over, or somebody else's.
    """
    if not sessions.delete_of_user(user_id, session_id):
        raise NotFound
    sessions.record(SessionEvent.SESSION_ENDED, user_id)


def end_others(sessions: Sessions, person: Person) -> None:
    """Sign a person out everywhere but where they are."""
    end_sessions_of(sessions, person.id, but=person.session_id)
    sessions.record(SessionEvent.OTHER_SESSIONS_ENDED, person.id)


def end_sessions_of(sessions: Sessions, user_id: UserId, *, but: str | None = None) -> None:
    """Sign a person out everywhere, or everywhere `but` in one session."""
    sessions.delete_all_of_user(user_id, but=but)


def sessions_of(sessions: Sessions, user_id: UserId) -> Sequence[UserSession]:
    """Where a person is signed in, the latest visit first."""
    return sessions.of_user(user_id, alive())


def renew(sessions: Sessions, person: Person) -> str:
    """Let a session be confirmed from now on, under a new token: the one before may be known to others."""
    token = new_token()
    sessions.renew(SessionId(person.session_id), session_hash(token), utc_now())
    return token


def find_person(sessions: Sessions, token: str, address: str, country: str = "") -> Person | None:
    """The person whose session this token opens, if it is not over. `address` and `country` are where it was used from now."""
    living = alive()
    hashes = session_hashes(token)
    found = sessions.find_person(hashes, living)
    if found is None:
        return None
    person, seen_at, pepper_id = found
    if pepper_id != hashes[0].pepper_id:
        # So the former peppers are needed by fewer and fewer.
        sessions.rehash(SessionId(person.session_id), hashes)
    if seen_at < living.now - SEEN_EVERY:
        sessions.remember_visit(SessionId(person.session_id), living.now, address, country)
    return person


def delete_what_is_over(sessions: Sessions) -> None:
    """Forget all sessions that nobody can use any more."""
    sessions.delete_what_is_over(alive())


def alive() -> Alive:
    now = utc_now()
    return Alive(now, idle_since=now - IDLE_LIFETIME)
