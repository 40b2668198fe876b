"""Clerk's session tokens: https://clerk.com/docs/guides/sessions/session-tokens."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import Request

from app.clerk.keys import key_of
from app.clerk.settings import ClerkSettings
from app.core.settings import settings_of

#: How far clocks may be apart.
LEEWAY = timedelta(seconds=5)
REQUIRED = ["exp", "nbf", "iat", "iss", "sub", "sid", "azp"]
NEVER = datetime.min.replace(tzinfo=UTC)

COOKIE = "__session"
BEARER = "bearer "


@dataclass(frozen=True)
class Claims:
    """What a token says that was found to be good."""

    clerk_id: str
    session_id: str
    issued_at: datetime
    confirmed_at: datetime
    """When they last proved who they are, by all that they have to prove it."""


def token_of(request: Request) -> str | None:
    """The token that a page sends along, or else the one that Clerk's script keeps in a cookie of this site."""
    said = request.headers.get("Authorization", "")
    if said.lower().startswith(BEARER):
        return said[len(BEARER) :].strip()
    return request.cookies.get(COOKIE)


def read_token(token: str) -> Claims | None:
    """What a session token says; None if it is worth nothing: forged, over, of another product or another kind.

    Raises:
        ClerkUnavailable: the key with which it can be checked is not known, and Clerk cannot be asked.
    """
    # Slow to import, and nobody needs it before the first request.
    import jwt

    chosen = settings_of(ClerkSettings)
    try:
        header = jwt.get_unverified_header(token)
        # Before any key is asked for: other kinds of tokens, and other ways of signing, are nobody's.
        if header.get("alg") != "RS256" or header.get("typ", "JWT") != "JWT":
            return None
        key = key_of(str(header.get("kid", "")))
        if key is None:
            return None
        claims = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            issuer=chosen.issuer,
            leeway=LEEWAY,
            options={"require": REQUIRED, "verify_aud": False},
        )
    except jwt.InvalidTokenError:
        return None
    return claims_of(claims, chosen.authorized_parties)


def claims_of(claims: dict[str, Any], parties: tuple[str, ...]) -> Claims | None:
    """The claims of a session that is complete, for one of our pages. Tokens made from a template have other ones."""
    clerk_id, session_id = claims["sub"], claims["sid"]
    is_session = str(clerk_id).startswith("user_") and str(session_id).startswith("sess_")
    # A session that is `pending` waits for something that the person has still to do.
    is_complete = claims.get("sts", "active") == "active" and "fva" in claims
    if not is_session or not is_complete or claims["azp"] not in parties:
        return None
    return Claims(
        clerk_id, session_id, datetime.fromtimestamp(claims["iat"], UTC), confirmed_at(claims)
    )


def confirmed_at(claims: dict[str, Any]) -> datetime:
    """By the minutes since the first and the second factor: the one that is longer ago. -1 says that there was none."""
    ages = claims["fva"]
    well_formed = (
        isinstance(ages, list) and len(ages) == 2 and all(isinstance(x, int) for x in ages)
    )
    # Somebody of the team who looks through a person's eyes has proved nothing of that person.
    if not well_formed or ages[0] < 0 or "act" in claims:
        return NEVER
    return datetime.fromtimestamp(claims["iat"], UTC) - timedelta(minutes=max(ages))
