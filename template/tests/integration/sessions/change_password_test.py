import re

from playwright.sync_api import Browser, Page, expect

from tests.factories.sessions import PASSWORD
from tests.integration.becoming import Become
from tests.integration.inbox import Inbox
from tests.integration.sessions.utils import let_confirmations_lapse, sign_in
from tests.integration.utils import new_address

NEW = "eleven loud harbours"


def test_a_password_is_changed_by_its_owner_who_is_told_and_other_browsers_have_to_ask_for_it(
    page: Page, browser: Browser, base_url: str, become: Become, inbox: Inbox
) -> None:
    page.emulate_media(reduced_motion="reduce")
    address = new_address()
    become(page, address)
    with browser.new_context(base_url=base_url) as context:
        elsewhere = context.new_page()
        elsewhere.goto("/sign-in?return_to=/settings/profile")
        sign_in(elsewhere, address)
        let_confirmations_lapse()

        page.goto("/settings/security")
        page.get_by_label("New password").fill(NEW)
        page.get_by_role("button", name="Change password").click()
        asked = page.get_by_role("dialog", name="Is it you?")
        asked.get_by_label("Your password").fill(NEW)
        asked.get_by_role("button", name="Confirm").click()
        expect(asked.get_by_label("Your password")).to_have_attribute("aria-invalid", "true")
        asked.get_by_label("Your password").fill(PASSWORD)
        asked.get_by_role("button", name="Confirm").click()
        expect(page.get_by_text("Your password is changed.").first).to_be_visible()

        elsewhere.reload()
        expect(elsewhere).to_have_url(re.compile("/sign-in"))
        sign_in(elsewhere, address, NEW)
    page.reload()
    expect(page.get_by_label("New password")).to_have_value("")
    inbox.expect_mail(address, subject="Your password was changed")
