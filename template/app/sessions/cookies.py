"""The cookies that hold what a browser is known by: its session's token, and what it keeps between the steps of signing in."""

from datetime import timedelta

from fastapi import Request, Response

from app.core.project import project
from app.core.settings import environment

SESSION = "session"


def cookie_name(purpose: str = SESSION, *, secure: bool) -> str:
    """Browsers take a name with `__Host-` only over HTTPS, for this host alone and all of its paths."""
    return f"{'__Host-' if secure else ''}{project().slug}_{purpose}"


def is_secure(request: Request) -> bool:
    return request.url.scheme == "https" or environment() == "production"


def token_of(request: Request) -> str | None:
    """The session token that a browser sent."""
    return cookie_of(request, SESSION)


def cookie_of(request: Request, purpose: str) -> str | None:
    """What a browser sent that was given it for a purpose."""
    return request.cookies.get(cookie_name(purpose, secure=is_secure(request)))


def set_session_cookie(
    request: Request, response: Response, token: str | None, lifetime: timedelta = timedelta()
) -> None:
    """Give the browser a session's token, or, with None, take it away."""
    set_cookie(request, response, SESSION, token, lifetime)


def set_cookie(
    request: Request,
    response: Response,
    purpose: str,
    value: str | None,
    lifetime: timedelta = timedelta(),
) -> None:
    """Give the browser something that no page can read, or, with None, take it away."""
    secure = is_secure(request)
    response.set_cookie(
        cookie_name(purpose, secure=secure),
        value or "",
        max_age=int(lifetime.total_seconds()) if value else 0,
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure,
    )
