"""The forms by which people come in, as a person fills them in."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, Route, expect
from sqlmodel import update

from app.core.database import unit_of_work
from app.core.models import utc_now
from app.sessions.models import UserSession
from tests.factories.sessions import PASSWORD
from tests.integration.inbox import Inbox

#: What a telephone says of itself.
TELEPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/19.0 Mobile/15E148 Safari/604.1"
)

#: What browsers are given instead of what they would fetch from elsewhere: they fetch nothing there.
ROUTES: dict[str, Callable[[Route], None]] = {}


def sign_up(page: Page, address: str, inbox: Inbox, name: str = "Ada Byron") -> None:
    page.goto("/sign-up")
    page.get_by_label("E-mail").fill(address)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Code").fill(code_for(address, inbox))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def code_for(address: str, inbox: Inbox) -> str:
    """The code that was sent to somebody who signs up."""
    return inbox.expect_mail(address, subject="[0-9]{6} is your code")[:6]


def sign_in(page: Page, address: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def let_confirmations_lapse() -> None:
    """Let it be more than ten minutes since anybody has shown that it is them."""
    with unit_of_work() as session:
        session.exec(
            update(UserSession).values(confirmed_at=utc_now() - timedelta(minutes=10, seconds=1))
        )
