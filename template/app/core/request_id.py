"""The id of the request under way, which every answer, every error and every line of the log carries."""

import secrets
from contextvars import ContextVar

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")


def new_request_id() -> str:
    """A fresh id. The client's own X-Request-ID is never trusted, because it would end up in the log."""
    return secrets.token_hex(8)
