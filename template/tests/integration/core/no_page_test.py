import re

from playwright.sync_api import Page, expect


def test_an_address_without_a_page_is_said_so(page: Page) -> None:
    page.goto("/no/such/page")

    expect(page.get_by_role("heading", level=1)).to_contain_text(
        re.compile("not|exist", re.IGNORECASE)
    )
    page.get_by_role("link", name="Go to the start page").click()
    expect(page).to_have_url(re.compile(r"/$"))
