"""What several browser tests do, as a person does it."""

import re
import secrets
from typing import Any

from playwright.sync_api import Page, expect

from tests.factories.sessions import PASSWORD
from tests.integration.inbox import Inbox


def new_address() -> str:
    """An address that no other test has."""
    return f"person-{secrets.token_hex(6)}@mail.example"


def sign_up(page: Page, address: str, inbox: Inbox, name: str = "Ada Byron") -> None:
    page.goto("/sign-up")
    page.get_by_label("E-mail").fill(address)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Code").fill(inbox.code_for(address))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def forget(page: Page, address: str) -> None:
    """Leave nothing of what pages at an address have kept in the browser, cookies too, but the files that it has fetched."""
    page.context.new_cdp_session(page).send(
        "Storage.clearDataForOrigin", {"origin": address, "storageTypes": "all"}
    )


def leave(page: Page) -> None:
    """Be a visitor from the next address on."""
    page.context.clear_cookies()


def sign_in(page: Page, address: str) -> None:
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Your account")).click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("navigation", name="Main")).to_have_count(0)


def api_post(page: Page, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Send a request with the cookies of the person on the page."""
    answer = page.request.post(path, data=body)
    assert answer.status == 201, answer.text()
    return answer.json()
