"""Calls to providers. They happen in a request, so they are short, few at a time, and follow nobody elsewhere."""

import functools
import json
import ssl
import threading
import time
from typing import Any

from app.sessions.social.errors import ProviderRefused, ProviderUnavailable

SECONDS = 5
#: For all of one answer, however slowly it drips.
LONGEST_SECONDS = 10
LONGEST_WAIT = 1
LONGEST_ANSWER = 512 * 1024
# Each keeps one of the threads that serve requests: a provider that hangs shall not take all of them with it.
at_a_time = threading.BoundedSemaphore(4)


def ask(address: str, **request: Any) -> dict[str, Any]:
    """The JSON object with which an address answers; `request` is what httpx2 takes. With `data` it is a POST.

    Raises:
        ProviderUnavailable: it does not answer, or says itself that it cannot.
        ProviderRefused: it answers something else.
    """
    answer = ask_for_json(address, **request)
    if not isinstance(answer, dict):
        raise ProviderRefused(internal=f"{address} answers with no JSON object")
    return answer


def ask_for_json(address: str, **request: Any) -> Any:
    """The same for any JSON."""
    # Imported at the first call, to keep every other process light.
    import httpx2

    if not at_a_time.acquire(timeout=LONGEST_WAIT):
        raise ProviderUnavailable(internal="too many people wait for providers already")
    try:
        status, body = read_answer(address, request)
    except (httpx2.TransportError, httpx2.DecodingError) as error:
        raise ProviderUnavailable(internal=f"{address}: {type(error).__name__}") from None
    finally:
        at_a_time.release()
    if status >= 500 or status == 429:
        raise ProviderUnavailable(internal=f"{address} answers {status}")
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if status != 200:
        reason = answer.get("error") if isinstance(answer, dict) else None
        raise ProviderRefused(internal=f"{address} answers {status}: {reason!r}")
    return answer


def read_answer(address: str, request: dict[str, Any]) -> tuple[int, bytes]:
    import httpx2

    method = "POST" if "data" in request else "GET"
    headers = {"Accept": "application/json", **request.pop("headers", {})}
    give_up_at = time.monotonic() + LONGEST_SECONDS
    body = bytearray()
    with (
        httpx2.Client(verify=trusted(), timeout=SECONDS, follow_redirects=False) as client,
        client.stream(method, address, headers=headers, **request) as answer,
    ):
        for part in answer.iter_bytes():
            body += part
            if len(body) > LONGEST_ANSWER:
                raise ProviderRefused(internal=f"{address} answers with too much")
            if time.monotonic() > give_up_at:
                raise ProviderUnavailable(internal=f"{address} answers too slowly")
        return answer.status_code, bytes(body)


@functools.cache
def trusted() -> ssl.SSLContext:
    # Made once: to read all authorities takes longer than many a call.
    import httpx2

    return httpx2.create_ssl_context()
