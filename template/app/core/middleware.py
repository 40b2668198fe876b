"""What happens to every request, in one layer of plain ASGI.

One layer, because each costs a cheap route a tenth of what it can serve; Starlette's BaseHTTPMiddleware more than half.
"""

import functools
import logging
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.context import (
    current_address,
    current_impersonator_id,
    current_known_by,
    current_request_id,
    current_user_id,
    new_request_id,
)
from app.core.cross_origin import SAFE_METHODS, CrossOrigin, comes_from_our_own_pages
from app.core.encodings import WORTHWHILE, gzipped, preferred
from app.core.error_handlers import answer_http_exception, app_error_response, crash_response
from app.core.errors import AppError
from app.core.hosts import UnknownHost, allowed_hosts, is_allowed
from app.core.observability.routes import route_of
from app.core.security_headers import EVERYWHERE, FOR_DATA, STRICT_TRANSPORT
from app.core.settings import settings

logger = logging.getLogger(__name__)

#: Asked by load balancers, which know an address and no name.
HEALTH = "/api/health/"
#: A body of more bytes is compressed in a thread, so that others need not wait for it.
LONG = 128 * 1024

type Headers = Mapping[bytes, bytes]


class Entrance:
    """Gives each request an id, refuses what must not come in, completes each answer and writes one line about it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    @functools.cached_property
    def rules(self) -> "Rules":
        # When the first request comes, because making the application needs no settings.
        return Rules()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        request_id = new_request_id()
        current_request_id.set(request_id)
        current_user_id.set("")
        current_known_by.set("")
        current_impersonator_id.set("")
        client = scope.get("client")
        current_address.set(client[0] if client else "")
        headers: Headers = dict(scope["headers"])
        if scope["type"] == "websocket":
            if self.rules.refusal(scope, headers) is None:
                await self.app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": 1008})
            return
        began = time.perf_counter()
        answer = Answer(scope, headers, request_id, send, self.rules)
        try:
            refusal = self.rules.refusal(scope, headers)
            if refusal is not None:
                await app_error_response(refusal)(scope, receive, answer.send)
            elif self.rules.is_too_large(headers):
                await too_large_response(scope, receive, answer.send)
            else:
                if b"content-length" not in headers:
                    receive = self.rules.counted(receive)
                await self.app(scope, receive, answer.send)
        except Exception:
            route = f"{scope['method']} {route_of(scope)}"
            logger.exception("request crashed", extra={"route": route})
            if answer.status:
                # Half an answer is out already: only breaking the connection off tells the client.
                raise
            await crash_response()(scope, receive, answer.send)
        finally:
            write_line(scope, answer.status, began)


def write_line(scope: Scope, status: int, began: float) -> None:
    """The request's line in the log."""
    if not logger.isEnabledFor(logging.INFO):
        return
    path = scope["path"]
    told = path if path.isascii() and path.isprintable() else path.encode("unicode_escape").decode()
    milliseconds = round((time.perf_counter() - began) * 1000, 1)
    # By hand, because `logger.info` looks through the stack for the place that calls it, which nobody needs here.
    record = logger.makeRecord(
        logger.name,
        logging.INFO,
        __file__,
        0,
        "%s %s %s",
        (scope["method"], told, status),
        None,
        extra={"milliseconds": milliseconds},
    )
    logger.handle(record)


class Rules:
    """What may come in, by the settings."""

    def __init__(self) -> None:
        public = urlsplit(settings().public_url)
        self.public_origin = f"{public.scheme}://{public.netloc}"
        self.hosts = allowed_hosts()
        self.body_bytes = settings().body_bytes
        strict = [STRICT_TRANSPORT] if settings().environment == "production" else []
        #: What is added to answers: to data or pages, over http or https.
        self.headers = {
            (is_data, over_https): EVERYWHERE
            + (FOR_DATA if is_data else [])
            + (strict if over_https else [])
            for is_data in (True, False)
            for over_https in (True, False)
        }
        self.names = {name for added in self.headers.values() for name, _ in added}

    def refusal(self, scope: Scope, headers: Headers) -> AppError | None:
        """Why a request may not come in, if it may not."""
        named = [value for name, value in scope["headers"] if name == b"host"]
        known = len(named) == 1 and is_allowed(named[0], self.hosts)
        if not known and not scope["path"].startswith(HEALTH):
            return UnknownHost()
        if scope.get("method") not in SAFE_METHODS and not comes_from_our_own_pages(
            scope["scheme"].replace("ws", "http"), headers, self.public_origin
        ):
            return CrossOrigin()
        return None

    def is_too_large(self, headers: Headers) -> bool:
        """Whether a request says itself that its body is too large. The server holds clients to what they say."""
        said = headers.get(b"content-length", b"0")
        return not said.isdigit() or int(said) > self.body_bytes

    def counted(self, receive: Receive) -> Receive:
        """What a body that does not say its length is read through."""
        left = self.body_bytes

        async def receive_and_count() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)
            return message

        return receive_and_count


async def too_large_response(scope: Scope, receive: Receive, send: Send) -> None:
    # The body is not read; without the connection's end the server would read all of it to find the next request.
    response = answer_http_exception(HTTPException(413, headers={"Connection": "close"}))
    await response(scope, receive, send)


class Answer:
    """Completes an answer on its way out: the request's id, what browsers are told, and compression of data."""

    __slots__ = ("encoding", "held", "is_data", "request_id", "rules", "scope", "send_on", "status")

    def __init__(
        self, scope: Scope, headers: Headers, request_id: str, send: Send, rules: Rules
    ) -> None:
        self.scope = scope
        self.encoding = headers.get(b"accept-encoding")
        self.request_id = request_id
        self.send_on = send
        self.rules = rules
        self.is_data = scope["path"].startswith("/api/")
        self.status = 0
        self.held: Message | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            if self.complete(message):
                self.held = message
                return
        elif self.held is not None:
            held, self.held = self.held, None
            if not message.get("more_body", False):
                await compress(held, message)
            await self.send_on(held)
        await self.send_on(message)

    def complete(self, message: Message) -> bool:
        """Add the headers. Returns whether the body that follows shall be compressed."""
        headers = [*message["headers"], (b"x-request-id", self.request_id.encode())]
        said: dict[bytes, Any] = dict(message["headers"])
        added = self.rules.headers[self.is_data, self.scope["scheme"] == "https"]
        if said.keys().isdisjoint(self.rules.names):
            headers += added
        else:
            headers += [header for header in added if header[0] not in said]
        message["headers"] = headers
        # Files outside /api have compressed forms beside them.
        if not self.is_data or int(said.get(b"content-length", 0)) < WORTHWHILE:
            return False
        if b"content-encoding" in said or not said.get(b"content-type", b"").startswith(
            (b"application/json", b"text/")
        ):
            return False
        headers.append((b"vary", b"Accept-Encoding"))
        wanted = (self.encoding or b"").decode("latin-1")
        return preferred(wanted, ("gzip",)) is not None


async def compress(start: Message, message: Message) -> None:
    """Make the body of an answer smaller, and say so in its beginning."""
    body = message.get("body", b"")
    smaller = await run_in_threadpool(gzipped, body) if len(body) > LONG else gzipped(body)
    message["body"] = smaller
    start["headers"] = [
        *(header for header in start["headers"] if header[0] != b"content-length"),
        (b"content-length", str(len(smaller)).encode()),
        (b"content-encoding", b"gzip"),
    ]
