"""Clerk's API for servers: https://clerk.com/docs/reference/backend-api. Every call takes a thread; none runs on the event loop."""

import json
from collections.abc import Iterator
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from app.clerk.errors import ClerkUnavailable
from app.clerk.schemas import ClerkPerson
from app.clerk.settings import ClerkSettings
from app.core.settings import settings_of

SECONDS = 5
#: The most that Clerk gives at a time.
PAGE = 500


def find_person(clerk_id: str) -> ClerkPerson | None:
    """Somebody as Clerk knows them; None if it does not.

    Raises:
        ClerkUnavailable: it cannot be asked.
    """
    found = call("GET", f"/v1/users/{quote(clerk_id, safe='')}")
    return None if found is None else ClerkPerson.model_validate(found)


def all_people() -> Iterator[ClerkPerson]:
    """Everybody whom Clerk knows, in the order in which they came, so that newcomers shift no page.

    Raises:
        ClerkUnavailable: it cannot be asked.
    """
    offset = 0
    while True:
        query = urlencode({"limit": PAGE, "offset": offset, "order_by": "+created_at"})
        people = call("GET", f"/v1/users?{query}") or []
        yield from map(ClerkPerson.model_validate, people)
        if len(people) < PAGE:
            return
        offset += PAGE


def end_sessions(clerk_id: str) -> None:
    """Sign somebody out everywhere. Tokens that they have got already are good for a minute.

    Raises:
        ClerkUnavailable: it cannot be asked.
    """
    query = urlencode({"user_id": clerk_id, "status": "active", "limit": PAGE})
    for session in call("GET", f"/v1/sessions?{query}") or []:
        call("POST", f"/v1/sessions/{quote(session['id'], safe='')}/revoke")


def delete_person(clerk_id: str) -> None:
    """Have Clerk forget somebody for good. To ask for it again changes nothing.

    Raises:
        ClerkUnavailable: it cannot be asked.
    """
    call("DELETE", f"/v1/users/{quote(clerk_id, safe='')}")


def key_set() -> dict[str, Any]:
    """The public keys of the instance's tokens.

    Raises:
        ClerkUnavailable: it cannot be asked.
    """
    return call("GET", "/v1/jwks") or {"keys": []}


def call(method: str, path: str) -> Any:
    """What Clerk answers; None if there is no such thing."""
    chosen = settings_of(ClerkSettings)
    sending = Request(  # noqa: S310 - the settings allow http and https only
        chosen.clerk_api_url.rstrip("/") + path,
        method=method,
        headers={
            "Authorization": f"Bearer {chosen.clerk_secret_key}",
            "Accept": "application/json",
            # Clerk turns away clients that do not say who they are.
            "User-Agent": "backend",
        },
    )
    try:
        with urlopen(sending, timeout=SECONDS) as answer:  # noqa: S310 - the same
            return json.load(answer)
    except HTTPError as error:
        with error:
            if error.code == 404:
                return None
            raise ClerkUnavailable(internal=f"Clerk: {method} {path}: {error.code}") from None
    except (OSError, HTTPException, ValueError) as error:
        raise ClerkUnavailable(internal=f"Clerk: {type(error).__name__}: {error}") from None
