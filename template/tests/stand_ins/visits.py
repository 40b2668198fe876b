"""What somebody does who signs in elsewhere, as far as a client without a page can do it."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
from fastapi.testclient import TestClient
from httpx2 import Response


def begin(client: TestClient, provider: str = "oidc", return_to: str = "") -> str:
    """Click on the button. Returns the address to which the page leads."""
    path = f"/api/sessions/social/{provider}/begin"
    response = client.post(path, json={"return_to": return_to})
    assert response.status_code == 200, response.text
    address: str = response.json()["address"]
    return address


def allow(address: str) -> dict[str, str]:
    """Say yes there. Returns what the browser is sent back with."""
    # To read all authorities for one call over http would take longer than the call.
    with httpx2.Client(verify=False) as browser:
        back = browser.post(address)
    assert back.status_code == 302, back.text
    query = parse_qs(urlsplit(back.headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def finish(client: TestClient, answer: dict[str, Any], provider: str = "oidc") -> Response:
    """Do what the page does to which the browser was sent back."""
    return client.post(f"/api/sessions/social/{provider}/finish", json=answer)


def visit(client: TestClient, provider: str = "oidc") -> Response:
    """All of it."""
    return finish(client, allow(begin(client, provider)), provider)


def begin_to_connect(client: TestClient, provider: str = "oidc") -> str:
    """As somebody who is signed in, click on the button under Security. Returns the address to which the page leads."""
    response = client.post(f"/api/sessions/social/{provider}/connect")
    assert response.status_code == 200, response.text
    address: str = response.json()["address"]
    return address


def connect(client: TestClient, provider: str = "oidc") -> Response:
    """All of that."""
    return finish(client, allow(begin_to_connect(client, provider)), provider)
