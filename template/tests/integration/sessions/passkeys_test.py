import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.integration.accessibility import accessibility_problems
from tests.integration.becoming import Become
from tests.integration.inbox import Inbox
from tests.integration.sessions.utils import let_confirmations_lapse
from tests.integration.utils import new_address, sign_out


@pytest.fixture
def authenticator(page: Page) -> Iterator[CDPSession]:
    """A device that keeps passkeys, whose owner holds their finger on it all the time."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable", {"enableUI": False})
    plugged_in = browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield browser
    browser.send("WebAuthn.removeVirtualAuthenticator", plugged_in)
    browser.send("WebAuthn.disable")


def test_a_passkey_is_added_signs_in_without_a_name_confirms_and_is_worth_nothing_once_removed(
    page: Page, authenticator: CDPSession, become: Become, inbox: Inbox
) -> None:
    page.emulate_media(reduced_motion="reduce")
    address = new_address()
    become(page, address)
    page.goto("/settings/security")

    page.get_by_role("button", name="Add a passkey").click()
    naming = page.get_by_role("dialog", name="Name this passkey")
    expect(naming).to_be_visible()
    assert not accessibility_problems(page)
    naming.get_by_label("Name").fill("My telephone")
    naming.get_by_role("button", name="Save").click()
    expect(naming).to_have_count(0)
    expect(page.get_by_text("My telephone")).to_be_visible()
    expect(page.get_by_text("not used yet")).to_be_visible()
    assert not accessibility_problems(page)
    inbox.expect_mail(address, subject="A passkey was added")

    sign_out(page)
    page.goto("/sign-in?return_to=/settings/security")
    # Without a hand on the form: this device would take what it is offered before the button is reached.
    page.get_by_role("button", name="Use a passkey").dispatch_event("click")
    expect(page.get_by_text("last used")).to_be_visible()

    let_confirmations_lapse()
    page.get_by_role("button", name="Remove My telephone").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Remove").click()
    asked = page.get_by_role("dialog", name="Is it you?")
    expect(asked).to_be_visible()
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    assert not accessibility_problems(page)
    asked.get_by_role("button", name="Use a passkey instead").click()
    expect(page.get_by_text("My telephone")).to_have_count(0)

    # The device keeps its half, which is worth nothing now, and offers it where the address is to be typed.
    sign_out(page)
    page.goto("/sign-in")
    page.get_by_label("E-mail").click()
    expect(page.get_by_text(re.compile("^This passkey did not work"))).to_be_visible()
    expect(page).to_have_url(re.compile("/sign-in$"))
