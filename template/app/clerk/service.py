"""The rules by which people at Clerk are people here."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy
from sqlalchemy import bindparam, delete, func
from sqlmodel import Session, col, select

from app.accounts.dependencies import Person
from app.accounts.errors import AccountSuspended, EmailTaken
from app.accounts.models import User, UserId, may_come_back, may_enter
from app.accounts.repository import SqlUsers
from app.accounts.service import create_user
from app.clerk.errors import EmailMissing
from app.clerk.events import ClerkEvent
from app.clerk.jobs import end_sessions_at_clerk
from app.clerk.models import ClerkImpersonation, ClerkLink
from app.clerk.schemas import ClerkPerson
from app.clerk.tokens import NEVER, Claims
from app.core.audit import record
from app.core.jobs import enqueue
from app.core.models import utc_now

#: What a person is made of.
SHOWN = ("id", "email", "name", "created_at", "role", "leaves_at", "time_zone", "picture")
PEOPLE, LINKS = (vars(model)["__table__"] for model in (User, ClerkLink))
OTHERS, IMPERSONATIONS = PEOPLE.alias("others"), vars(ClerkImpersonation)["__table__"]
# Runs in every request of a signed-in person. One query of the tables' columns, written once: a query of mapped classes costs
# three times as much.
FIND_PERSON = (
    sqlalchemy.select(
        *(LINKS.c.ended_at, LINKS.c.deleted_at, may_come_back(PEOPLE), may_enter(OTHERS)),
        *(IMPERSONATIONS.c.own_id, IMPERSONATIONS.c.until),
        *(PEOPLE.c[name] for name in SHOWN),
        *(OTHERS.c[name] for name in SHOWN),
    )
    .select_from(
        LINKS.outerjoin(PEOPLE, LINKS.c.user_id == PEOPLE.c.id)
        .outerjoin(
            IMPERSONATIONS,
            (IMPERSONATIONS.c.session_id == bindparam("session_id"))
            & (IMPERSONATIONS.c.own_id == LINKS.c.user_id),
        )
        .outerjoin(OTHERS, IMPERSONATIONS.c.user_id == OTHERS.c.id)
    )
    .where(LINKS.c.clerk_id == bindparam("clerk_id"))
)


class Unknown:
    """Nobody here yet, but maybe somebody at Clerk."""


def find_person(session: Session, claims: Claims) -> Person | Unknown | None:
    """Whom a token's claims mean; None if they are gone, or were signed out.

    Raises:
        AccountSuspended: they may not come in. To be asked to sign in again would not help them.
    """
    values = {"clerk_id": claims.clerk_id, "session_id": claims.session_id}
    found = session.connection().execute(FIND_PERSON, values).one_or_none()
    if found is None:
        return Unknown()
    ended_at, deleted_at, allowed, other_allowed, own_id, until, *columns = found
    # A token tells the second in which it was made, and no more: in doubt it was made before.
    is_over = ended_at is not None and claims.issued_at <= ended_at
    if columns[0] is None or deleted_at or is_over:
        return None
    if not allowed:
        raise AccountSuspended
    if own_id is None:
        return Person(
            **dict(zip(SHOWN, columns, strict=False)),
            session_id=claims.session_id,
            confirmed_at=claims.confirmed_at,
        )
    if until <= utc_now() or not other_allowed:
        return None
    # It was the other person who would have to prove who they are.
    return Person(
        **dict(zip(SHOWN, columns[len(SHOWN) :], strict=True)),
        session_id=claims.session_id,
        confirmed_at=NEVER,
        impersonator_id=own_id,
        impersonated_until=until,
    )


def keep(session: Session, told: ClerkPerson) -> UserId | None:
    """Bring somebody here in step with what Clerk tells of them, whatever was told before; None if they are gone.

    Messages come twice, and late: what is older than what is known changes nothing, and who is deleted stays so.

    Raises:
        EmailMissing: they have no address that is proved to be theirs.
        EmailTaken: somebody else has it.
    """
    link = locked_link(session, told.id)
    if link is None:
        return join(session, told)
    if link.user_id is None or link.deleted_at or told.changed_at <= link.changed_at:
        return link.user_id
    user = session.get_one(User, link.user_id)
    if told.email and told.email != user.email:
        if person_with(session, told.email):
            raise EmailTaken
        record(session, ClerkEvent.EMAIL_CHANGED, user.id)
        user.email = told.email
    if told.name and told.name != link.name:
        user.name = told.name
    link.name, link.changed_at = told.name, told.changed_at
    return user.id


def join(session: Session, told: ClerkPerson) -> UserId:
    """Let somebody be a person here: the one who has their address, if Clerk knows nobody else as them, or a new one."""
    if told.email is None:
        raise EmailMissing
    user = person_with(session, told.email)
    if user is None:
        name = told.name or told.email.partition("@")[0]
        user = create_user(SqlUsers(session), email=told.email, name=name)
        record(session, ClerkEvent.SIGNED_UP, user.id)
    elif session.exec(select(ClerkLink).where(ClerkLink.user_id == user.id)).one_or_none():
        raise EmailTaken
    session.add(
        ClerkLink(clerk_id=told.id, user_id=user.id, name=told.name, changed_at=told.changed_at)
    )
    session.flush()
    return user.id


def forget(session: Session, clerk_id: str) -> None:
    """Somebody is gone from Clerk, or was never told of here: whatever comes late, they stay gone.

    What they made here stays, and belongs to nobody who can come in. Their name and address are erased, so that whoever has
    the address next can join.
    """
    now = utc_now()
    link = locked_link(session, clerk_id)
    if link is None:
        session.add(ClerkLink(clerk_id=clerk_id, changed_at=now, deleted_at=now))
        return
    if link.deleted_at:
        return
    link.deleted_at, link.name = now, ""
    if link.user_id:
        user = session.get_one(User, link.user_id)
        user.email, user.name = f"{user.id}@deleted.invalid", "Somebody who has left"
        user.suspended_at = user.suspended_at or now
        record(session, ClerkEvent.ACCOUNT_DELETED, user.id)


def linked(session: Session) -> dict[str, datetime]:
    """The ids at Clerk of all who are not gone, and when each last changed there, as far as is known here."""
    known = select(ClerkLink.clerk_id, ClerkLink.changed_at)
    return dict(session.exec(known.where(col(ClerkLink.deleted_at).is_(None))).all())


def erased(session: Session) -> Sequence[str]:
    """The ids at Clerk of all who were erased here, and are not gone from there as far as is known."""
    left = select(ClerkLink.clerk_id).where(
        col(ClerkLink.user_id).is_(None), col(ClerkLink.deleted_at).is_(None)
    )
    return session.exec(left).all()


def end_sessions_of(session: Session, user_id: UserId) -> None:
    """Sign somebody out everywhere: here at once, and at Clerk by a job. Whom Clerk does not know has no sessions."""
    known = select(ClerkLink).where(
        ClerkLink.user_id == user_id, col(ClerkLink.deleted_at).is_(None)
    )
    link = session.exec(known).one_or_none()
    # Nor is there a way back from being somebody else.
    session.exec(delete(ClerkImpersonation).where(col(ClerkImpersonation.own_id) == user_id))
    if link:
        link.ended_at = utc_now()
        enqueue(session, end_sessions_at_clerk, link.clerk_id)


def person_with(session: Session, email: str) -> User | None:
    return session.exec(select(User).where(User.email == email)).one_or_none()


def locked_link(session: Session, clerk_id: str) -> ClerkLink | None:
    """The link of somebody, about whom nobody else decides until this unit of work ends: their first requests come together."""
    session.connection().execute(
        sqlalchemy.select(func.pg_advisory_xact_lock(func.hashtextextended(clerk_id, 47)))
    )
    return session.get(ClerkLink, clerk_id, populate_existing=True)
