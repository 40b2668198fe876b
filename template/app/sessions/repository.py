"""Where sessions are kept, as the rules about them see it."""

import functools
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple, Protocol

import sqlalchemy
from sqlalchemy import bindparam, delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.accounts.dependencies import Person
from app.accounts.models import User, UserId, may_come_back
from app.core.audit import record
from app.core.database import after_commit, unit_of_work
from app.core.errors import NotSignedIn
from app.sessions.events import SessionEvent
from app.sessions.models import SessionId, UserSession
from app.sessions.tokens import TokenHash


class Alive(NamedTuple):
    """Which sessions are not over: those that expire after `now` and were used after `idle_since`."""

    now: datetime
    idle_since: datetime


class Found(NamedTuple):
    """Whose session it is, when it was last used, and under which pepper it is stored."""

    person: Person
    seen_at: datetime
    pepper_id: str | None


class Sessions(Protocol):
    """All sessions, those that are over included until they are deleted.

    A token is told by all hashes that may be stored of it. The first is the one to store.
    """

    def add(self, started: UserSession) -> None:
        """Keep a new one.

        Raises:
            NotSignedIn: whose it is, or the one that it leads back to, was deleted at the same moment.
        """
        ...

    def find_person(self, hashes: Sequence[TokenHash], alive: Alive) -> Found | None:
        """Whose session a token opens, if it is alive and they may come in."""
        ...

    def by_token(self, hashes: Sequence[TokenHash]) -> UserSession | None:
        """The one that a token opens, over or not."""
        ...

    def get(self, session_id: SessionId, alive: Alive) -> UserSession | None:
        """The one with this id, if it is alive."""
        ...

    def of_user(self, user_id: UserId, alive: Alive) -> Sequence[UserSession]:
        """Those in which a person is there as themselves and that are alive, the latest visit first."""
        ...

    def renew(
        self, session_id: SessionId, hashed: TokenHash, confirmed_at: datetime | None = None
    ) -> None:
        """Let another token open a session, the one before no more. It is confirmed anew only if it is said when."""
        ...

    def remember_visit(
        self, session_id: SessionId, seen_at: datetime, address: str, country: str
    ) -> None:
        """Have it written down, after what is under way, when and where a session was used."""
        ...

    def rehash(self, session_id: SessionId, hashes: Sequence[TokenHash]) -> None:
        """Have the first hash of its token stored, after what is under way, unless another token opens it by then."""
        ...

    def delete(self, hashes: Sequence[TokenHash]) -> UserId | None:
        """Delete the one that a token opens, and the one that it would lead back to. Who really was there, if it opens one."""
        ...

    def delete_of_user(self, user_id: UserId, session_id: SessionId) -> bool:
        """Delete one of a person's. Whether there was one."""
        ...

    def delete_all_of_user(self, user_id: UserId, *, but: str | None = None) -> None:
        """Delete all of a person's, `but` one."""
        ...

    def delete_what_is_over(self, alive: Alive, user_id: UserId | None = None) -> None:
        """Delete those that are not alive: everybody's, or one person's."""
        ...

    def record(self, event: SessionEvent, user_id: UserId) -> None:
        """Write to the audit trail, together with the changes."""
        ...


PEOPLE, SESSIONS = (vars(model)["__table__"] for model in (User, UserSession))
FIND_PERSON = (
    sqlalchemy.select(
        *(SESSIONS.c.seen_at, SESSIONS.c.pepper_id),
        *(PEOPLE.c.id, PEOPLE.c.email, PEOPLE.c.name, PEOPLE.c.created_at, PEOPLE.c.role),
        *(SESSIONS.c.id, SESSIONS.c.confirmed_at, SESSIONS.c.impersonator_id),
        sqlalchemy.case((SESSIONS.c.impersonator_id.is_not(None), SESSIONS.c.expires_at)),
        *(PEOPLE.c.leaves_at, PEOPLE.c.time_zone, PEOPLE.c.picture),
    )
    .join(PEOPLE, SESSIONS.c.user_id == PEOPLE.c.id)
    .where(
        SESSIONS.c.expires_at > bindparam("now"),
        SESSIONS.c.seen_at > bindparam("idle_since"),
        # Those who have left as well: they may say that they stay, and nothing else.
        may_come_back(PEOPLE),
    )
)


@functools.cache
def find_person_by(hashes: int) -> sqlalchemy.Select[Any]:
    # Runs in every request of a signed-in person. One query of the tables' columns, written once for each number of hashes:
    # a query of mapped classes costs three times as much.
    known = [bindparam(f"hash_{number}") for number in range(hashes)]
    return FIND_PERSON.where(SESSIONS.c.token_hash.in_(known))


class SqlSessions:
    """The sessions in the database."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, started: UserSession) -> None:
        self.session.add(started)
        try:
            self.session.flush()
        except IntegrityError:
            raise NotSignedIn from None

    def find_person(self, hashes: Sequence[TokenHash], alive: Alive) -> Found | None:
        values: dict[str, Any] = {"now": alive.now, "idle_since": alive.idle_since}
        values |= {f"hash_{number}": each.hash for number, each in enumerate(hashes)}
        statement = find_person_by(len(hashes))
        found = self.session.connection().execute(statement, values).one_or_none()
        if found is None:
            return None
        columns: tuple[Any, ...] = tuple(found)
        return Found(Person(*columns[2:]), *columns[:2])

    def by_token(self, hashes: Sequence[TokenHash]) -> UserSession | None:
        found = select(UserSession).where(opened_by(hashes))
        return self.session.exec(found).one_or_none()

    def get(self, session_id: SessionId, alive: Alive) -> UserSession | None:
        found = select(UserSession).where(UserSession.id == session_id, ~is_over(alive))
        return self.session.exec(found).one_or_none()

    def of_user(self, user_id: UserId, alive: Alive) -> Sequence[UserSession]:
        return self.session.exec(
            select(UserSession)
            .where(UserSession.user_id == user_id, ~is_over(alive))
            .where(col(UserSession.impersonator_id).is_(None))
            .order_by(col(UserSession.seen_at).desc(), col(UserSession.id))
        ).all()

    def renew(
        self, session_id: SessionId, hashed: TokenHash, confirmed_at: datetime | None = None
    ) -> None:
        changes = {"confirmed_at": confirmed_at} if confirmed_at else {}
        self.session.exec(
            update(UserSession)
            .where(col(UserSession.id) == session_id)
            .values(token_hash=hashed.hash, pepper_id=hashed.pepper_id, **changes)
        )

    def remember_visit(
        self, session_id: SessionId, seen_at: datetime, address: str, country: str
    ) -> None:
        # Afterwards, because most requests only read.
        after_commit(self.session, partial(write_visit, session_id, seen_at, address, country))

    def rehash(self, session_id: SessionId, hashes: Sequence[TokenHash]) -> None:
        # Afterwards, because most requests only read.
        after_commit(self.session, partial(write_hash, session_id, hashes))

    def delete(self, hashes: Sequence[TokenHash]) -> UserId | None:
        opened = opened_by(hashes)
        own = select(UserSession.own_session_id).where(opened)
        deleted = self.session.scalars(
            delete(UserSession)
            .where(sqlalchemy.or_(opened, col(UserSession.id).in_(own)))
            .returning(sqlalchemy.func.coalesce(UserSession.impersonator_id, UserSession.user_id))
        )
        return deleted.first()

    def delete_of_user(self, user_id: UserId, session_id: SessionId) -> bool:
        own = col(UserSession.user_id) == user_id
        deleted = self.session.exec(
            delete(UserSession).where(own, col(UserSession.id) == session_id)
        )
        return deleted.rowcount > 0

    def delete_all_of_user(self, user_id: UserId, *, but: str | None = None) -> None:
        self.session.exec(
            delete(UserSession).where(
                col(UserSession.user_id) == user_id, col(UserSession.id).is_distinct_from(but)
            )
        )

    def delete_what_is_over(self, alive: Alive, user_id: UserId | None = None) -> None:
        over = delete(UserSession).where(is_over(alive))
        if user_id is not None:
            over = over.where(col(UserSession.user_id) == user_id)
        self.session.exec(over)

    def record(self, event: SessionEvent, user_id: UserId) -> None:
        record(self.session, event, user_id)


def is_over(alive: Alive) -> sqlalchemy.ColumnElement[bool]:
    return sqlalchemy.or_(
        col(UserSession.expires_at) <= alive.now, col(UserSession.seen_at) <= alive.idle_since
    )


def opened_by(hashes: Sequence[TokenHash]) -> sqlalchemy.ColumnElement[bool]:
    return col(UserSession.token_hash).in_([each.hash for each in hashes])


def write_hash(session_id: SessionId, hashes: Sequence[TokenHash]) -> None:
    with unit_of_work() as session:
        session.exec(
            update(UserSession)
            # The session may have got another token in the meantime, which this one must not replace.
            .where(col(UserSession.id) == session_id, opened_by(hashes))
            .values(token_hash=hashes[0].hash, pepper_id=hashes[0].pepper_id)
        )


def write_visit(session_id: SessionId, seen_at: datetime, address: str, country: str) -> None:
    with unit_of_work() as session:
        session.exec(
            update(UserSession)
            .where(col(UserSession.id) == session_id)
            .values(seen_at=seen_at, address=address, country=country)
        )
