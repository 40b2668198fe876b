"""The quick way to be somebody in the browser."""

from typing import Protocol
from urllib.parse import urljoin

from playwright.sync_api import Page

from app.accounts.models import User
from app.core.database import unit_of_work
from app.sessions.cookies import cookie_name
from app.sessions.models import Password
from app.sessions.repository import SqlSessions
from app.sessions.service import start_session
from tests.factories.sessions import hashed_password
from tests.integration.inbox import Inbox
from tests.integration.utils import sign_up


class Become(Protocol):
    def __call__(self, page: Page, address: str, name: str = "Ada Byron") -> None:
        """Let the browser be that of a person with an account, from the next address on."""


def become(page: Page, address: str, name: str = "Ada Byron") -> None:
    """Without the forms and the mail: those are what others test."""
    with unit_of_work() as session:
        user = User(email=address, name=name)
        session.add(user)
        session.flush()
        session.add(Password(user_id=user.id, hash=hashed_password()))
        token = start_session(SqlSessions(session), user.id)
    site = urljoin(page.request.get("/api/health/live").url, "/")
    page.context.add_cookies([{"name": cookie_name(secure=True), "value": token, "url": site}])


def become_by(inbox: Inbox) -> Become:
    """With the forms and the mail, at a product whose database the tests cannot reach."""
    return lambda page, address, name="Ada Byron": sign_up(page, address, inbox, name)
