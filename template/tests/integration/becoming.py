"""The quick way to be somebody in the browser."""

from typing import Protocol
from urllib.parse import urljoin

from playwright.sync_api import Page

from app.accounts.models import User
from app.accounts.permissions import Role
from app.core.database import unit_of_work
from tests.authentication import cookies_of, prepare_entrance, sign_up
from tests.integration.inbox import Inbox


class Become(Protocol):
    def __call__(
        self, page: Page, address: str, name: str = "Ada Byron", role: Role = Role.MEMBER
    ) -> None:
        """Let the browser be that of a person with an account, from the next address on.

        Where the tests cannot reach the database, everybody is a member.
        """


def become(page: Page, address: str, name: str = "Ada Byron", role: Role = Role.MEMBER) -> None:
    """Without the forms and the mail: those are what others test."""
    with unit_of_work() as session:
        user = User(email=address, name=name, role=role)
        session.add(user)
        session.flush()
        prepare_entrance(session, user)
        cookies = cookies_of(session, user, secure=True)
    site = urljoin(page.request.get("/api/health/live").url, "/")
    page.context.add_cookies(
        [{"name": name, "value": value, "url": site} for name, value in cookies.items()]
    )


def become_by(inbox: Inbox) -> Become:
    """With the forms and the mail, at a product whose database the tests cannot reach."""

    def become(page: Page, address: str, name: str = "Ada Byron", role: Role = Role.MEMBER) -> None:
        sign_up(page, address, inbox, name)

    return become
