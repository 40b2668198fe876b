"""The rules of keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy
from sqlalchemy import bindparam, update
from sqlmodel import Session, col, func, select

from app.accounts.models import User, UserId, may_enter
from app.api_keys.errors import TooManyKeys
from app.api_keys.events import ApiKeyEvent
from app.api_keys.jobs import send_key_created_mail
from app.api_keys.models import ApiKey, ApiKeyId
from app.api_keys.schemas import ApiKeyCreate
from app.api_keys.scopes import known_scopes
from app.api_keys.tokens import hint_of, is_well_formed, new_token, token_hash
from app.core.audit import record
from app.core.database import after_commit, unit_of_work
from app.core.errors import Invalid, NotFound, ProblemDetail
from app.core.jobs import enqueue
from app.core.models import utc_now

#: How many keys one person may have.
MOST = 25
#: How exactly it is known when a key was last used. To write that down with each request would cost more than the request.
USED_EVERY = timedelta(minutes=5)


class KeysOf:
    """The keys of one person. Whatever they do to keys is done through here, so nobody reaches another's."""

    def __init__(self, user_id: UserId, session: Session) -> None:
        self.user_id = user_id
        self.session = session

    def all(self) -> Sequence[ApiKey]:
        """The newest first."""
        newest = (col(ApiKey.created_at).desc(), col(ApiKey.id))
        own = select(ApiKey).where(ApiKey.user_id == self.user_id)
        return self.session.exec(own.order_by(*newest)).all()

    def create(self, data: ApiKeyCreate) -> tuple[ApiKey, str]:
        """A new key, and the token that opens it, which is stored nowhere. A mail tells its owner.

        Raises:
            Invalid: there is no such scope.
            TooManyKeys: this person has as many as may be.
        """
        unknown = set(data.scopes) - {scope.name for scope in known_scopes()}
        if unknown:
            names = ", ".join(sorted(unknown))
            raise Invalid(ProblemDetail(field="scopes", message=f"There is no scope {names}."))
        # Locked, so that requests at the same moment do not each find room for one more.
        self.session.exec(select(User.id).where(User.id == self.user_id).with_for_update())
        count = select(func.count()).select_from(ApiKey).where(ApiKey.user_id == self.user_id)
        if self.session.exec(count).one() >= MOST:
            raise TooManyKeys
        token = new_token()
        lifetime = data.expires_in_days
        key = ApiKey(
            user_id=self.user_id,
            name=data.name,
            token_hash=token_hash(token),
            hint=hint_of(token),
            scopes=sorted(set(data.scopes)),
            expires_at=utc_now() + timedelta(days=lifetime) if lifetime else None,
        )
        self.session.add(key)
        self.session.flush()
        enqueue(self.session, send_key_created_mail, key.id)
        self.record(ApiKeyEvent.CREATED, key, scopes=" ".join(key.scopes))
        return key, token

    def revoke(self, key_id: ApiKeyId) -> None:
        """Make a key worthless.

        Raises:
            NotFound: this person has no such key.
        """
        own = select(ApiKey).where(ApiKey.user_id == self.user_id, ApiKey.id == key_id)
        key = self.session.exec(own).one_or_none()
        if key is None:
            raise NotFound
        self.session.delete(key)
        self.record(ApiKeyEvent.REVOKED, key)

    def record(self, event: ApiKeyEvent, key: ApiKey, **details: str) -> None:
        record(self.session, event, self.user_id, key_id=key.id, key_name=key.name, **details)


@dataclass(frozen=True)
class Caller:
    """For whom a program acts, as one query of a few columns found them by its key."""

    id: UserId
    email: str
    name: str
    key_id: ApiKeyId
    scopes: tuple[str, ...]


PEOPLE, KEYS = (vars(model)["__table__"] for model in (User, ApiKey))
# Runs in every request of a program. One query of the tables' columns, written once: a query of mapped classes costs three
# times as much.
FIND_CALLER = (
    sqlalchemy.select(
        KEYS.c.used_at,
        *(PEOPLE.c.id, PEOPLE.c.email, PEOPLE.c.name),
        *(KEYS.c.id, KEYS.c.scopes),
    )
    .join(PEOPLE, KEYS.c.user_id == PEOPLE.c.id)
    .where(
        KEYS.c.token_hash == bindparam("token"),
        sqlalchemy.or_(KEYS.c.expires_at.is_(None), KEYS.c.expires_at > bindparam("now")),
        may_enter(PEOPLE),
    )
)


def find_caller(session: Session, token: str) -> Caller | None:
    """For whom somebody acts who brings this token, if it opens anything."""
    if not is_well_formed(token):
        return None
    now = utc_now()
    values = {"token": token_hash(token), "now": now}
    found = session.connection().execute(FIND_CALLER, values).one_or_none()
    if found is None:
        return None
    used_at, *known, scopes = found
    caller = Caller(*known, scopes=tuple(scopes))
    if used_at is None or used_at < now - USED_EVERY:
        # Afterwards, because most requests only read.
        after_commit(session, partial(remember_use, caller.key_id, now))
    return caller


def remember_use(key_id: ApiKeyId, now: datetime) -> None:
    with unit_of_work() as session:
        session.exec(update(ApiKey).where(col(ApiKey.id) == key_id).values(used_at=now))
