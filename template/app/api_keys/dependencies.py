"""Whose keys a request is about, and for whom a program acts that brings one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Request

from app.accounts.dependencies import confirmed_person, signed_in_person
from app.accounts.errors import AccountLeaving, ConfirmationRequired
from app.api_keys.errors import KeyRefused, ScopeMissing, TooManyRequests
from app.api_keys.limits import count_request
from app.api_keys.schemas import Scope
from app.api_keys.service import Caller, KeysOf, find_caller
from app.core.context import current_known_by, current_user_id
from app.core.errors import NotSignedIn
from app.core.routing import APIRouter, Provided, RequestContext, name_of, provided_parameters

#: What the description of the API calls the way in which programs say who they are.
SCHEME = "api_key"


def keys_of_signed_in_person(context: RequestContext) -> KeysOf:
    return KeysOf(context.provide(signed_in_person).id, context.session)


def keys_of_confirmed_person(context: RequestContext) -> KeysOf:
    return KeysOf(context.provide(confirmed_person).id, context.session)


#: The keys of whoever is signed in.
OwnKeys = Annotated[
    KeysOf, Provided(keys_of_signed_in_person, errors=(NotSignedIn, AccountLeaving))
]
#: The same, for what opens doors or shuts them.
ConfirmedKeys = Annotated[
    KeysOf,
    Provided(keys_of_confirmed_person, errors=(NotSignedIn, AccountLeaving, ConfirmationRequired)),
]


@dataclass(frozen=True)
class CallerWith:
    """Provides for whom a program acts that brings a key with the scope. Cookies are not even looked at."""

    scope: Scope

    def __call__(self, context: RequestContext) -> Caller:
        """Raises KeyRefused, ScopeMissing, TooManyRequests."""
        caller = context.provide(calling_program)
        if self.scope.name not in caller.scopes:
            raise ScopeMissing(self.scope.name)
        return caller


def calling_program(context: RequestContext) -> Caller:
    """Raises KeyRefused, TooManyRequests."""
    token = token_of(context.request)
    caller = find_caller(context.session, token) if token else None
    if caller is None:
        raise KeyRefused
    current_user_id.set(caller.id)
    current_known_by.set(caller.key_id)
    count_request(caller.key_id)
    return caller


def token_of(request: Request) -> str | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


class AllowedKey(Provided):
    """Marks a handler's parameter as that for whom a program acts, and lets in only keys that have a scope.

    def list_shelves(caller: Annotated[Caller, AllowedKey(READ)]) -> ...
    """

    def __init__(self, scope: Scope) -> None:
        super().__init__(CallerWith(scope), errors=(KeyRefused, ScopeMissing, TooManyRequests))


class ProgramsRouter(APIRouter):
    """A router for programs. Each of its handlers asks for one scope; what only people may do has no place in it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(generate_unique_id_function=lambda route: route.name, **options)
        self.scopes: list[Scope] = []

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """Raises TypeError: the handler would let in programs without a key, or people."""
        markers = provided_parameters(endpoint).values()
        scopes = [mark.provider.scope for mark in markers if isinstance(mark.provider, CallerWith)]
        if len(scopes) != 1 or any(NotSignedIn in mark.errors for mark in markers):
            name = name_of(endpoint)
            raise TypeError(f"{name} is for programs, so it asks for one AllowedKey and no person.")
        self.scopes += scopes
        options["openapi_extra"] = {"security": [{SCHEME: [scopes[0].name]}]}
        super().add_api_route(path, endpoint, **options)
