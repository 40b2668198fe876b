"""What several browser tests do, as a person does it."""

import re
import secrets
from typing import Any

from playwright.sync_api import Page, expect


def new_address() -> str:
    """An address that no other test has."""
    return f"person-{secrets.token_hex(6)}@mail.example"


def forget(page: Page, address: str) -> None:
    """Leave nothing of what pages at an address have kept in the browser, cookies too, but the files that it has fetched."""
    page.context.new_cdp_session(page).send(
        "Storage.clearDataForOrigin", {"origin": address, "storageTypes": "all"}
    )


def leave(page: Page) -> None:
    """Be a visitor from the next address on."""
    page.context.clear_cookies()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Your account")).click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("navigation", name="Main")).to_have_count(0)


def api_post(page: Page, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Send a request with the cookies of the person on the page."""
    answer = page.request.post(path, data=body)
    assert answer.status == 201, answer.text()
    return answer.json()
