"""What people do with passkeys, request by request."""

from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from tests.stand_ins.authenticator import Authenticator

PASSKEYS = "/api/sessions/passkeys"


def begin(browser: TestClient, what: str) -> dict[str, Any]:
    """The options that the page hands to the browser."""
    answer = browser.post(f"{PASSKEYS}/{what}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def send(browser: TestClient, what: str, credential: dict[str, Any]) -> Response:
    return browser.post(f"{PASSKEYS}{what}", json={"credential": credential})


def add(browser: TestClient, authenticator: Authenticator) -> dict[str, Any]:
    """The passkey, as its owner sees it."""
    answer = send(browser, "", authenticator.make(begin(browser, "new")))
    assert answer.status_code == 201, answer.text
    return answer.json()


def sign_in(browser: TestClient, authenticator: Authenticator) -> Response:
    return send(browser, "/sign-in", authenticator.use(begin(browser, "sign-in/begin")))


def confirm(browser: TestClient, authenticator: Authenticator) -> Response:
    return send(browser, "/confirm", authenticator.use(begin(browser, "confirm/begin")))
