import re

from playwright.sync_api import Browser, Page, expect

from tests.integration.accessibility import accessibility_problems
from tests.integration.becoming import Become
from tests.integration.sessions.utils import TELEPHONE, sign_in
from tests.integration.utils import new_address


def test_somebody_sees_where_they_are_signed_in_and_ends_one_browser_and_then_all_others(
    page: Page, browser: Browser, base_url: str, become: Become
) -> None:
    page.emulate_media(reduced_motion="reduce")
    address = new_address()
    become(page, address)
    with browser.new_context(base_url=base_url, user_agent=TELEPHONE) as lost:
        telephone = lost.new_page()
        telephone.goto("/sign-in?return_to=/settings/profile")
        sign_in(telephone, address)

        page.goto("/settings/security")
        sessions = page.get_by_role("listitem").filter(
            has_text=re.compile("This browser|Last seen")
        )
        expect(sessions).to_have_count(2)
        expect(sessions.filter(has_text="Safari on iPhone")).to_contain_text("Last seen")
        page.get_by_role("button", name="Sign out Safari on iPhone").click()
        expect(sessions).to_have_count(1)
        expect(sessions).to_contain_text("This browser")
        telephone.reload()
        expect(telephone).to_have_url(re.compile("/sign-in"))

        sign_in(telephone, address)
        page.reload()
        page.get_by_role("button", name="Sign out everywhere else").click()
        asked = page.get_by_role("alertdialog")
        expect(asked).to_be_visible()
        assert not accessibility_problems(page, within="[role=alertdialog]")
        asked.get_by_role("button", name="Sign out").click()
        expect(sessions).to_have_count(1)
        telephone.reload()
        expect(telephone).to_have_url(re.compile("/sign-in"))
    page.reload()
    expect(sessions).to_contain_text("This browser")
