"""Nobody changes by accident how the pages of the frame look."""

import pytest
from playwright.sync_api import Page, expect

from tests.integration.becoming import Become
from tests.integration.looks import overwrite, take
from tests.integration.utils import new_address
from tools.pictures import Album


@pytest.mark.pictures
def test_the_landing_page_looks_as_before(still_page: Page, album: Album) -> None:
    still_page.goto("/")
    expect(still_page.get_by_role("link", name="Create your account")).to_be_visible()
    overwrite(still_page.locator("h1"), "All that you have to know, in a single sentence.")
    take(still_page, album, "landing", "wide light", "narrow dark")


@pytest.mark.pictures
def test_the_settings_look_as_before(still_page: Page, album: Album, become: Become) -> None:
    address = new_address()
    become(still_page, address, name="Ada Example")

    still_page.goto("/settings/profile")
    overwrite(still_page.locator("main").get_by_text(address), "person@mail.example")
    take(still_page, album, "settings", "wide light", "narrow dark")
