import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.factories.sessions import PASSWORD
from tests.integration.accessibility import accessibility_problems
from tests.integration.becoming import Become
from tests.integration.utils import new_address


def test_somebody_takes_their_data_away_leaves_and_comes_back(page: Page, become: Become) -> None:
    page.emulate_media(reduced_motion="reduce")
    address = new_address()
    become(page, address)
    page.goto("/settings/data")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Download my data").click()
    saved = json.loads(Path(saving.value.path()).read_text())
    assert saved["accounts"]["email"] == address

    page.get_by_role("button", name="Delete my account").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Delete my account").click()
    # Shown, and told to screen readers beside it.
    expect(page.get_by_text("Your account is erased on").first).to_be_visible()

    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="You have left")).to_be_visible()
    assert not accessibility_problems(page)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
