"""HTTP as Uvicorn speaks it, with limits for what comes before a request is known: the rest is the middleware's.

Uvicorn's quick parser keeps whatever a client calls the head of a request, for as long as the client likes.
"""

import asyncio
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.core.context import current_request_id, new_request_id
from app.core.error_handlers import problem_response
from app.core.errors import AppError
from app.core.security_headers import EVERYWHERE, FOR_DATA

#: Bytes that a head, or the trailers of a body in chunks, may have beyond what the system reads at once.
LONGEST_HEAD = 64 * 1024
#: Seconds that a client may take for a head.
HEAD_SECONDS = 20


class Protocol(HttpToolsProtocol):
    """One connection. It ends when a head is too long or takes too long, and each refusal is in the envelope."""

    progressed = False
    waiting_bytes = 0
    patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self.end_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self.progressed = False
        super().data_received(data)
        if self.progressed:
            self.end_waiting()
            return
        self.waiting_bytes += len(data)
        if self.waiting_bytes > LONGEST_HEAD and not self.transport.is_closing():
            self.refuse(431, "headers_too_large", "The headers of this request are too long.")
        self.await_head()

    # What the parser calls when it knows more than before.
    def on_headers_complete(self) -> None:
        self.progressed = True
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self.progressed = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        self.progressed = True
        super().on_message_complete()

    def await_head(self) -> None:
        if self.patience is None:
            self.patience = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def end_waiting(self) -> None:
        self.waiting_bytes = 0
        if self.patience is not None:
            self.patience.cancel()
            self.patience = None

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP. Called by Uvicorn, which has written `msg` to the log."""
        self.refuse(AppError.status, AppError.code, AppError.message)

    def refuse(self, status: int, code: str, message: str) -> None:
        """Answer without having understood what was asked, and hang up."""
        if self.cycle is not None and self.cycle.more_body and self.cycle.response_started:
            # This request has its answer already, and what follows it would be taken for that of the next one.
            self.transport.close()
            return
        current_request_id.set(new_request_id())
        response = problem_response(status, code, message, headers={"Connection": "close"})
        named = (b"x-request-id", current_request_id.get().encode())
        headers = [*response.raw_headers, named, *EVERYWHERE, *FOR_DATA]
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}".encode()]
        lines += [name + b": " + value for name, value in headers]
        self.transport.write(b"\r\n".join([*lines, b"", bytes(response.body)]))
        self.transport.close()
