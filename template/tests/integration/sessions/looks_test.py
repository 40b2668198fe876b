"""Nobody changes by accident how the pages of signing in look."""

import pytest
from playwright.sync_api import Page, expect

from tests.integration.looks import overwrite, take
from tools.pictures import Album


@pytest.mark.pictures
def test_the_entrance_looks_as_before(still_page: Page, album: Album) -> None:
    still_page.goto("/sign-in")
    expect(still_page.get_by_label("E-mail")).to_be_visible()
    expect(still_page.get_by_role("button", name="Example ID")).to_be_visible()
    overwrite(still_page.locator("h1 + p"), "Sign in to go on.")
    take(still_page, album, "sign-in", "wide dark", "narrow light")
