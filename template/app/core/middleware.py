"""What happens to every request, in plain ASGI: Starlette's BaseHTTPMiddleware more than halves what a cheap route can serve."""

import logging
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.context import current_request_id, current_user_id, new_request_id
from app.core.error_handlers import app_error_response, crash_response
from app.core.errors import Forbidden
from app.core.observability.routes import route_of

logger = logging.getLogger(__name__)

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


class RequestLog:
    """Gives each request an id, writes one line about it, and answers when the application crashes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = new_request_id()
        current_request_id.set(request_id)
        current_user_id.set("")
        began = time.perf_counter()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            route = f"{scope['method']} {route_of(scope)}"
            logger.exception("request crashed", extra={"route": route})
            if status:
                # Half an answer is out already: only breaking the connection off tells the client.
                raise
            await crash_response()(scope, receive, send_with_headers)
        finally:
            milliseconds = round((time.perf_counter() - began) * 1000, 1)
            path = scope["path"].encode("unicode_escape").decode()
            logger.info(
                "%s %s %s", scope["method"], path, status, extra={"milliseconds": milliseconds}
            )


class CrossOrigin(Forbidden):
    """A page of another site sent this request with the visitor's cookie."""

    code = "cross_origin"
    message = "This request came from another site."


class CrossOriginProtection:
    """Refuses what a page of another site sends in a visitor's name.

    Browsers say where a request comes from: in Sec-Fetch-Site, or, the old ones and those on plain http, in Origin.
    Programs that are no browsers say neither and carry no visitor's cookie.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] not in SAFE_METHODS
            and not comes_from_our_own_pages(scope["scheme"], Headers(scope=scope))
        ):
            await app_error_response(CrossOrigin())(scope, receive, send)
            return
        await self.app(scope, receive, send)


def comes_from_our_own_pages(scheme: str, headers: Headers) -> bool:
    """Whether a request with these headers was made by one of our pages, or by no page at all."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or origin == f"{scheme}://{headers.get('host')}"
