"""What can go wrong with keys."""

from typing import Any

from app.core.errors import AppError, Conflict, Forbidden, ProblemDetail


class KeyRefused(AppError):
    """There is no key, or it opens nothing: mistyped, revoked, expired, or its owner is gone. Which of them is told to nobody."""

    status = 401
    code = "key_refused"
    message = "Send a valid key, as in `Authorization: Bearer <key>`."

    def __init__(self, **said: Any) -> None:
        super().__init__(**said)
        # What RFC 6750 asks for.
        self.headers = {"WWW-Authenticate": "Bearer"}


class ScopeMissing(Forbidden):
    code = "scope_missing"
    message = "This key may not do this."

    def __init__(self, scope: str) -> None:
        super().__init__(ProblemDetail(field=None, message=f"It needs the scope {scope}."))
        self.headers = {
            "WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scope}"',
        }


class TooManyRequests(AppError):
    status = 429
    code = "too_many_requests"
    message = "This key is used too often. Wait a while, then go on."
    retry_after = 60


class TooManyKeys(Conflict):
    code = "too_many_keys"
    message = "You have as many keys as one person may have. Revoke one that you no longer need."
