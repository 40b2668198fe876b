"""Routes that take one thread hop.

A plain FastAPI route hops to a worker thread for every `def` dependency and again for the handler, and its dependencies
are left only after the answer was sent. Here a handler and all that it asks for run in one hop, inside one unit of
work that is committed before the answer leaves. What answers GET only reads, in no transaction, and cannot change
anything. A handler asks by annotation:

    @router.get("/me")
    def me(user: CurrentUser) -> User: ...

where `CurrentUser = Annotated[SignedInUser, Provided(signed_in_user)]`. Parameters that are not `Provided` mean what they
always mean in FastAPI. An `async def` handler is left as it is, and has no unit of work.
"""

import inspect
from collections.abc import Callable, Coroutine
from contextvars import copy_context
from dataclasses import dataclass, field
from types import NoneType
from typing import Annotated, Any, get_type_hints

from fastapi import APIRouter as FastAPIRouter
from fastapi import Request
from sqlmodel import Session

from app.core.context import current_impersonator_id, current_known_by, current_user_id
from app.core.database import unit_of_work
from app.core.errors import AppError, problems
from app.core.outages import Unavailable
from app.core.threads import costly_turn, request_threads

READING_METHODS = {"GET", "HEAD"}
#: No handler has a parameter of this name.
GUARD = "guard of the router"


@dataclass
class RequestContext:
    """What a provider may build on: the request, its session, and what other providers made for this request."""

    request: Request
    session: Session
    provided: dict[Callable[..., Any], Any] = field(default_factory=dict)

    def provide[T](self, provider: Callable[["RequestContext"], T]) -> T:
        """The provider's result. Each provider runs at most once a request."""
        if provider not in self.provided:
            self.provided[provider] = provider(self)
        return self.provided[provider]


@dataclass(frozen=True)
class Provided:
    """Marks a handler's parameter as made by `provider`, which may raise `errors`.

    A handler that asks for it changes something if it `writes`, and computes for long if it is `costly`.
    """

    provider: Callable[[RequestContext], Any]
    errors: tuple[type[AppError], ...] = ()
    writes: bool = False
    costly: bool = False


def session_of(context: RequestContext) -> Session:
    return context.session


SessionDependency = Annotated[Session, Provided(session_of)]
#: For the rare GET handler that has to change something.
WritingSession = Annotated[Session, Provided(session_of, writes=True)]
#: For a handler that computes for a tenth of a second, as good hashes do: few of them run at a time, so that others are served meanwhile.
CostlySession = Annotated[Session, Provided(session_of, costly=True)]


class APIRouter(FastAPIRouter):
    """A router whose `def` handlers take one hop. What their providers may raise is documented with the route.

    `guard` is asked before each of them, and lets nobody through for whom it raises.
    """

    def __init__(self, *, guard: Provided | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.guard = guard

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        markers = provided_parameters(endpoint)
        if self.guard:
            markers = {GUARD: self.guard, **markers}
        if markers and inspect.iscoroutinefunction(endpoint):
            name, names = name_of(endpoint), ", ".join(markers)
            raise TypeError(f"{name} is `async def`, so it cannot ask for {names}.")
        errors = [error for marker in markers.values() for error in marker.errors]
        declared = problems(*errors, *((Unavailable,) if markers else ()))
        options["responses"] = declared | (options.get("responses") or {})
        super().add_api_route(
            path, in_one_hop(endpoint, markers) if markers else endpoint, **options
        )


def name_of(endpoint: Callable[..., Any]) -> str:
    return getattr(endpoint, "__name__", type(endpoint).__name__)


def provided_parameters(endpoint: Callable[..., Any]) -> dict[str, Provided]:
    """The parameters that a handler does not take from the request, by name."""
    found = {}
    for name, hint in get_type_hints(endpoint, include_extras=True).items():
        for mark in getattr(hint, "__metadata__", ()):
            if isinstance(mark, Provided):
                found[name] = mark
    return found


def in_one_hop(
    endpoint: Callable[..., Any], markers: dict[str, Provided]
) -> Callable[..., Coroutine[Any, Any, Any]]:
    """The handler as FastAPI shall see it: without what is provided, and with the request that providers need.

    It is a coroutine function, because FastAPI checks the answer of any other in a second hop.
    """
    hints = get_type_hints(endpoint, include_extras=True)
    signature = inspect.signature(endpoint)
    parameters = [
        parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in signature.parameters.items()
        if name not in markers
    ]
    # FastAPI passes the request to one parameter only; a handler that asks for it shares it with the providers.
    asked_for = [parameter.name for parameter in parameters if parameter.annotation is Request]
    request_name = asked_for[0] if asked_for else "request_of_hop"
    if not asked_for:
        parameters.append(
            inspect.Parameter(request_name, inspect.Parameter.KEYWORD_ONLY, annotation=Request)
        )

    writes = any(mark.writes for mark in markers.values())
    costly = any(mark.costly for mark in markers.values())

    def work(request: Request, values: dict[str, Any]) -> Any:
        with unit_of_work(read_only=request.method in READING_METHODS and not writes) as session:
            context = RequestContext(request, session)
            provided = {name: context.provide(mark.provider) for name, mark in markers.items()}
            provided.pop(GUARD, None)
            return endpoint(**values, **provided)

    async def handler(**values: Any) -> Any:
        request = values[request_name] if asked_for else values.pop(request_name)
        in_thread = copy_context()
        try:
            if not costly:
                return await request_threads().run(in_thread.run, work, request, values)
            async with costly_turn():
                return await request_threads().run(in_thread.run, work, request, values)
        finally:
            # A thread sees a copy of the context; whom it found to be signed in belongs into the request's log line.
            current_user_id.set(in_thread.get(current_user_id, ""))
            current_known_by.set(in_thread.get(current_known_by, ""))
            current_impersonator_id.set(in_thread.get(current_impersonator_id, ""))

    # FastAPI takes None for "no body", and the class of None for a body that is null.
    answer = None if hints.get("return") is NoneType else hints.get("return")
    # Not functools.wraps: FastAPI would follow it back to the handler's own signature.
    handler.__signature__ = signature.replace(  # ty: ignore[missing-attribute]
        parameters=parameters, return_annotation=answer
    )
    handler.__name__ = name_of(endpoint)
    handler.__doc__ = endpoint.__doc__
    handler.__module__ = endpoint.__module__
    return handler
