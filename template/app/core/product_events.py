"""What people do with the product, for PostHog. Nothing is kept or sent unless POSTHOG_KEY is set.

    capture(session, "order placed", request=request, items=3)

Say what happened and how much of it: names, addresses and texts of people stay here.
"""

import json
from urllib.error import HTTPError
from urllib.request import Request as Sending
from urllib.request import urlopen
from uuid import UUID, uuid4

from fastapi import Request
from sqlmodel import Session

from app.core.context import current_user_id
from app.core.jobs import enqueue, job
from app.core.models import utc_now
from app.core.settings import observability_settings

SECONDS = 5

type Property = str | int | float | bool | None


class PostHogUnavailable(Exception):
    """PostHog cannot be reached, or asks to be left alone for a while."""


def capture(session: Session, event: str, *, request: Request, **properties: Property) -> None:
    """Count an event of the person who is signed in, once the session's changes are stored.

    Like the page, it says nothing of those whose browser asks not to be followed.
    """
    user_id = current_user_id.get()
    followed = "1" not in (request.headers.get("DNT"), request.headers.get("Sec-GPC"))
    if observability_settings().posthog_key and user_id and followed:
        happened_at = utc_now().isoformat()
        enqueue(session, send_event, uuid4(), event, user_id, happened_at, properties)


@job(queue="low", retry_for=(PostHogUnavailable,))
def send_event(
    _session: Session,
    event_id: UUID,
    event: str,
    user_id: str,
    happened_at: str,
    properties: dict[str, Property],
) -> None:
    """Tell PostHog of an event. It takes one that it is told of twice, by its id, for one."""
    chosen = observability_settings()
    if not chosen.posthog_key:
        return
    body = {
        "api_key": chosen.posthog_key,
        "uuid": str(event_id),
        "event": event,
        "distinct_id": user_id,
        "timestamp": happened_at,
        # It would take the place of our server for the person's.
        "properties": {**properties, "$geoip_disable": True},
    }
    sending = Sending(  # noqa: S310 - the settings allow http and https only
        f"{chosen.posthog_host}/i/v0/e/",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urlopen(sending, timeout=SECONDS):  # noqa: S310 - the same
            pass
    except HTTPError as error:
        with error:
            if error.code != 429 and error.code < 500:
                raise
            raise PostHogUnavailable(str(error.code)) from None
    except OSError as error:
        raise PostHogUnavailable(type(error).__name__) from None
