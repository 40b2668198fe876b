"""The cookie that holds a session's token."""

from datetime import timedelta

from fastapi import Request, Response

from app.core.project import project
from app.core.settings import environment


def cookie_name(*, secure: bool) -> str:
    """Browsers take a name with `__Host-` only over HTTPS, for this host alone and all of its paths."""
    return f"{'__Host-' if secure else ''}{project().slug}_session"


def is_secure(request: Request) -> bool:
    return request.url.scheme == "https" or environment() == "production"


def token_of(request: Request) -> str | None:
    """The session token that a browser sent."""
    return request.cookies.get(cookie_name(secure=is_secure(request)))


def set_session_cookie(
    request: Request, response: Response, token: str | None, lifetime: timedelta = timedelta()
) -> None:
    """Give the browser a session's token, or, with None, take it away."""
    secure = is_secure(request)
    response.set_cookie(
        cookie_name(secure=secure),
        token or "",
        max_age=int(lifetime.total_seconds()) if token else 0,
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure,
    )
