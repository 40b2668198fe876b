"""Who is asking."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Request, Response
from sqlmodel import Session

from app.accounts.errors import AccountLeaving, ConfirmationRequired, NotAsAnother
from app.accounts.models import UserId
from app.accounts.permissions import PERMISSIONS, Permission, Role
from app.accounts.repository import SqlUsers, Users
from app.core.context import current_impersonator_id, current_known_by, current_user_id
from app.core.errors import Forbidden, NotSignedIn
from app.core.models import utc_now
from app.core.routing import Provided, RequestContext

CONFIRMATION_LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True)
class Person:
    """Who is signed in, as one query of a few columns found them."""

    id: UserId
    email: str
    name: str
    created_at: datetime
    role: Role
    session_id: str
    """Which of their sessions it is."""
    confirmed_at: datetime
    """When they last proved that it is them."""
    impersonator_id: UserId | None = None
    """Who it really is, if somebody is signed in as them."""
    impersonated_until: datetime | None = None
    leaves_at: datetime | None = None
    """When they are erased, if they have left."""
    time_zone: str | None = None
    picture: str | None = None

    @property
    def permissions(self) -> frozenset[Permission]:
        # Whoever is somebody else for a while has set out to see what they see, and to be allowed no more than that.
        return frozenset() if self.impersonator_id else PERMISSIONS[self.role]


@dataclass(frozen=True, kw_only=True)
class Authentication:
    """How people are known again, declared by what signs them in.

    `authenticate` finds out from a request who sent it; None if it does not say, or says it with something that is worth
    nothing any more. `end_sessions_of` signs somebody out everywhere.

    `become` lets the browser that asks be another person's for an hour at most; whether that may be is decided already.
    `go_back` gives it its own session again, also after that hour, and tells whose that is and who they were meanwhile; None if
    there is no way back.
    """

    authenticate: Callable[[RequestContext], Person | None]
    end_sessions_of: Callable[[Session, UserId], None]
    become: Callable[[Session, Person, UserId, Request, Response], None]
    go_back: Callable[[Session, Request, Response], tuple[UserId, UserId] | None]


@functools.cache
def authentication() -> Authentication:
    """How this product does it. What signs people in builds on accounts, and so is named where all features are."""
    from app.features import authentication

    return authentication


def any_person(context: RequestContext) -> Person:
    """Whoever is signed in, those included who have left and may still come back.

    Raises:
        NotSignedIn: the request is nobody's.
    """
    person = authentication().authenticate(context)
    if person is None:
        raise NotSignedIn
    current_user_id.set(person.id)
    current_known_by.set(person.session_id)
    current_impersonator_id.set(person.impersonator_id or "")
    return person


def signed_in_person(context: RequestContext) -> Person:
    """Whoever is signed in.

    Raises:
        NotSignedIn: the request is nobody's.
        AccountLeaving: they have left, and have not said that they come back.
    """
    person = context.provide(any_person)
    if person.leaves_at is not None:
        raise AccountLeaving
    return person


def stored_users(context: RequestContext) -> Users:
    return SqlUsers(context.session)


def confirmed_person(context: RequestContext) -> Person:
    """The same, if they have just proved who they are: for what cannot be taken back.

    Raises:
        ConfirmationRequired: that was too long ago.
        NotAsAnother: it is somebody else, who cannot prove it.
    """
    person = context.provide(signed_in_person)
    if person.impersonator_id:
        raise NotAsAnother
    if person.confirmed_at < utc_now() - CONFIRMATION_LIFETIME:
        raise ConfirmationRequired
    return person


#: All people, for the services that take them.
StoredUsers = Annotated[Users, Provided(stored_users)]
#: A handler with such a parameter serves signed-in people only.
CurrentUser = Annotated[Person, Provided(signed_in_person, errors=(NotSignedIn, AccountLeaving))]
#: The same, for what people may do as well who have left and can still come back.
AnyPerson = Annotated[Person, Provided(any_person, errors=(NotSignedIn,))]
#: The same, for what somebody at an unguarded screen must not do.
ConfirmedUser = Annotated[
    Person,
    Provided(
        confirmed_person,
        errors=(NotSignedIn, AccountLeaving, ConfirmationRequired, NotAsAnother),
    ),
]


class Allowed(Provided):
    """Marks a handler's parameter as whoever is signed in, and lets in only people who have a permission.

    def list_users(admin: Annotated[Person, Allowed(Permission.SEE_USERS)]) -> ...
    """

    def __init__(self, permission: Permission) -> None:
        super().__init__(
            functools.partial(allowed_person, permission),
            errors=(NotSignedIn, AccountLeaving, Forbidden),
        )


def allowed_person(permission: Permission, context: RequestContext) -> Person:
    """Raises Forbidden: their role does not have the permission."""
    person = context.provide(signed_in_person)
    if permission not in person.permissions:
        raise Forbidden(internal=f"{person.role} may not {permission}")
    return person
