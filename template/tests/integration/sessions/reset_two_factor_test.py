from playwright.sync_api import Page, expect

from app.accounts.models import User
from app.accounts.permissions import Role
from app.core.database import unit_of_work
from app.core.models import utc_now
from app.sessions.two_factor.encryption import encrypt
from app.sessions.two_factor.models import Authenticator
from tests.authentication import prepare_entrance
from tests.factories.sessions import SECRET
from tests.integration.accessibility import accessibility_problems
from tests.integration.becoming import Become
from tests.integration.inbox import Inbox
from tests.integration.sessions.utils import sign_in
from tests.integration.utils import leave, new_address


def somebody_careful(address: str) -> str:
    """The id of a person whose app is lost."""
    with unit_of_work() as session:
        user = User(email=address, name="Bea Example")
        session.add(user)
        session.flush()
        prepare_entrance(session, user)
        secret = encrypt(SECRET, user.id)
        session.add(Authenticator(user_id=user.id, secret=secret, confirmed_at=utc_now()))
        return user.id


def test_somebody_who_has_lost_their_second_factor_is_let_in_again_by_an_administrator(
    page: Page, become: Become, inbox: Inbox
) -> None:
    page.emulate_media(reduced_motion="reduce")
    address = new_address()
    user_id = somebody_careful(address)
    become(page, new_address(), role=Role.ADMIN)
    page.goto(f"/admin/users/{user_id}")
    page.get_by_role("button", name="Turn off…").click()
    asked = page.get_by_role("dialog", name="Turn two-factor sign-in off for Bea Example?")
    asked.get_by_label("Reason").fill("Lost the telephone.")
    assert not accessibility_problems(page, within="[role=dialog]")
    asked.get_by_role("button", name="Turn off").click()
    expect(page.get_by_text("It is off.")).to_be_visible()

    leave(page)
    page.goto("/sign-in")
    sign_in(page, address)
    inbox.expect_mail(address, subject="Two-factor sign-in was turned off for you")
