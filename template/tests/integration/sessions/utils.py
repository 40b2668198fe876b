"""The forms by which people come in, as a person fills them in."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.factories.sessions import PASSWORD
from tests.integration.inbox import Inbox

#: What browsers are given instead of what they would fetch from elsewhere: they fetch nothing there.
ROUTES: dict[str, Callable[[Route], None]] = {}


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


def sign_in(page: Page, address: str) -> None:
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
