"""How a browser is known between asking for a challenge and answering it, while nobody is signed in."""

from fastapi import Request, Response

from app.sessions.cookies import cookie_of, set_cookie
from app.sessions.passkeys.challenges import LIFETIME
from app.sessions.passkeys.errors import PasskeyRefused
from app.sessions.tokens import new_token

COOKIE = "passkey"


def mark_browser(request: Request, response: Response) -> str:
    """What the browser is known by for a few minutes. The same for all of its tabs."""
    mark = cookie_of(request, COOKIE) or new_token()
    set_cookie(request, response, COOKIE, mark, LIFETIME)
    return mark


def mark_of(request: Request) -> str:
    """Raises PasskeyRefused: the browser has not asked for a challenge, or too long ago."""
    mark = cookie_of(request, COOKIE)
    if mark is None:
        raise PasskeyRefused(internal="a browser without a mark")
    return mark
