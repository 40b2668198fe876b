"""Nobody changes by accident how the list of notes looks."""

import pytest
from playwright.sync_api import Page, expect

from tests.integration.becoming import Become
from tests.integration.looks import take
from tests.integration.utils import api_post, new_address
from tools.pictures import Album

NOTES = {
    "Reading list": "Two novels, and the one about bridges.",
    "Call the plumber": "",
    "What was said on Monday about the new office, and who moves where": "By the end of May.",
    "Buy oats": "The coarse ones.",
}


@pytest.mark.pictures
def test_the_notes_look_as_before(still_page: Page, album: Album, become: Become) -> None:
    become(still_page, new_address(), name="Ada Example")
    still_page.goto("/notes")
    expect(still_page.get_by_role("heading", name="Write your first note")).to_be_visible()
    take(still_page, album, "no-notes", "wide dark", "narrow light")

    for title, body in NOTES.items():
        api_post(still_page, "/api/notes", {"title": title, "body": body})
    still_page.goto("/notes")
    still_page.get_by_role("checkbox", name="Select “Buy oats”").click()
    take(still_page, album, "notes", "wide light", "wide dark", "narrow light")
