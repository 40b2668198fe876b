"""Sessions that are kept nowhere, for tests of rules that need no database."""

from collections.abc import Callable, Sequence
from datetime import datetime

from app.accounts.dependencies import Person
from app.accounts.models import UserId
from app.accounts.repository import Users
from app.sessions.events import SessionEvent
from app.sessions.models import SessionId, UserSession
from app.sessions.repository import Alive, Found
from app.sessions.tokens import TokenHash


class MemorySessions:
    """Keeps the sessions of `users` for as long as the test runs."""

    def __init__(self, users: Users) -> None:
        self.users = users
        self.kept: list[UserSession] = []
        self.recorded: list[tuple[SessionEvent, UserId]] = []

    def add(self, started: UserSession) -> None:
        self.kept.append(started)

    def find_person(self, hashes: Sequence[TokenHash], alive: Alive) -> Found | None:
        for each in self.kept:
            user = self.users.get(each.user_id)
            found = opens(hashes, each) and is_alive(each, alive)
            if found and user and user.may_come_back:
                person = Person(
                    id=user.id,
                    email=user.email,
                    name=user.name,
                    created_at=user.created_at,
                    role=user.role,
                    session_id=each.id,
                    confirmed_at=each.confirmed_at,
                    impersonator_id=each.impersonator_id,
                    impersonated_until=each.expires_at if each.impersonator_id else None,
                    leaves_at=user.leaves_at,
                    time_zone=user.time_zone,
                    picture=user.picture,
                )
                return Found(person, each.seen_at, each.pepper_id)
        return None

    def of_user(self, user_id: UserId, alive: Alive) -> Sequence[UserSession]:
        own = [
            each
            for each in self.kept
            if each.user_id == user_id and not each.impersonator_id and is_alive(each, alive)
        ]
        return sorted(own, key=lambda each: each.seen_at, reverse=True)

    def by_token(self, hashes: Sequence[TokenHash]) -> UserSession | None:
        return next((each for each in self.kept if opens(hashes, each)), None)

    def get(self, session_id: SessionId, alive: Alive) -> UserSession | None:
        found = (each for each in self.kept if each.id == session_id and is_alive(each, alive))
        return next(found, None)

    def renew(
        self, session_id: SessionId, hashed: TokenHash, confirmed_at: datetime | None = None
    ) -> None:
        for each in self.kept:
            if each.id == session_id:
                each.token_hash, each.pepper_id = hashed
                each.confirmed_at = confirmed_at or each.confirmed_at

    def remember_visit(
        self, session_id: SessionId, seen_at: datetime, address: str, country: str
    ) -> None:
        for each in self.kept:
            if each.id == session_id:
                each.seen_at, each.address, each.country = seen_at, address, country

    def rehash(self, session_id: SessionId, hashes: Sequence[TokenHash]) -> None:
        for each in self.kept:
            if each.id == session_id and opens(hashes, each):
                each.token_hash, each.pepper_id = hashes[0]

    def delete(self, hashes: Sequence[TokenHash]) -> UserId | None:
        opened = self.by_token(hashes)
        if opened is None:
            return None
        self.keep(lambda each: each.id not in (opened.id, opened.own_session_id))
        return opened.impersonator_id or opened.user_id

    def delete_of_user(self, user_id: UserId, session_id: SessionId) -> bool:
        return self.keep(lambda each: (each.user_id, each.id) != (user_id, session_id))

    def delete_all_of_user(self, user_id: UserId, *, but: str | None = None) -> None:
        self.keep(lambda each: each.user_id != user_id or each.id == but)

    def delete_what_is_over(self, alive: Alive, user_id: UserId | None = None) -> None:
        self.keep(
            lambda each: is_alive(each, alive) or (user_id is not None and each.user_id != user_id)
        )

    def keep(self, stays: Callable[[UserSession], bool]) -> bool:
        """Delete all others, and those that lead back to them. Whether there were any."""
        before = len(self.kept)
        self.kept = [each for each in self.kept if stays(each)]
        there = {each.id for each in self.kept}
        self.kept = [each for each in self.kept if each.own_session_id in (None, *there)]
        return len(self.kept) < before

    def record(self, event: SessionEvent, user_id: UserId) -> None:
        self.recorded.append((event, user_id))


def opens(hashes: Sequence[TokenHash], session: UserSession) -> bool:
    return session.token_hash in {each.hash for each in hashes}


def is_alive(session: UserSession, alive: Alive) -> bool:
    return session.expires_at > alive.now and session.seen_at > alive.idle_since
