"""Which route a request met: a name that many requests share, where a path would be a new one for each."""

from starlette.types import Scope

#: For requests that met none: an unknown address, or a file or page of the app.
NO_ROUTE = "-"


def route_of(scope: Scope) -> str:
    """The route's path as it was declared, such as /api/invoices/{invoice_id}. Known once the request was handled."""
    # A route that came with a router knows its own part only; FastAPI keeps the whole beside it.
    found = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    return getattr(found, "path_format", None) or NO_ROUTE
