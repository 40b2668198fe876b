import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.integration.becoming import Become
from tests.integration.utils import api_post, new_address, sign_out


@pytest.mark.first_journey
def test_a_person_writes_finds_edits_and_deletes_notes(page: Page, become: Become) -> None:
    become(page, new_address())
    page.goto("/notes")
    expect(page.get_by_text("Write your first note")).to_be_visible()

    page.get_by_role("link", name="New note").first.click()
    page.get_by_label("Title").fill("Buy oats")
    page.get_by_label("Text").fill("The coarse ones.")
    page.get_by_role("button", name="Save note").click()
    expect(notes(page).get_by_role("link", name="Buy oats")).to_be_visible()

    api_post(page, "/api/notes", {"title": "Call the plumber", "body": "About 100 % of the taps."})
    page.reload()
    expect(rows(page)).to_have_count(2)

    page.get_by_role("searchbox").fill("100 %")
    expect(rows(page)).to_have_count(1)
    expect(notes(page).get_by_role("link", name="Call the plumber")).to_be_visible()
    page.get_by_role("searchbox").fill("nothing has these words")
    expect(page.get_by_text("No note matches")).to_be_visible()
    page.get_by_role("button", name="Clear the search").click()

    page.get_by_role("button", name="Title").click()
    expect(titles(page)).to_have_text(["Buy oats", "Call the plumber"])
    page.get_by_role("button", name="Title").click()
    expect(titles(page)).to_have_text(["Call the plumber", "Buy oats"])

    notes(page).get_by_role("link", name="Buy oats").click()
    page.get_by_label("Title").fill("Buy oats and milk")
    page.get_by_role("button", name="Save note").click()
    expect(notes(page).get_by_role("link", name="Buy oats and milk")).to_be_visible()

    page.get_by_role("button", name="Actions for “Buy oats and milk”").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(titles(page)).to_have_text(["Call the plumber"])
    page.get_by_role("button", name="Undo").click()
    expect(titles(page)).to_have_text(["Call the plumber", "Buy oats and milk"])

    page.get_by_role("checkbox", name="Select “Buy oats and milk”").click()
    page.get_by_role("region", name="Selection").get_by_role("button", name="Delete").click()
    expect(titles(page)).to_have_text(["Call the plumber"])
    expect(page.get_by_text("The note is deleted.", exact=True)).to_be_visible()
    page.reload()
    expect(titles(page)).to_have_text(["Call the plumber"])

    sign_out(page)
    page.go_back()
    expect(page.get_by_text("Call the plumber")).to_have_count(0)
    page.goto("/notes")
    expect(page).to_have_url(re.compile("/sign-in"))


@pytest.mark.first_journey
def test_the_hundred_and_first_note_is_reached_page_by_page_and_so_is_the_first_again(
    page: Page, become: Become
) -> None:
    become(page, new_address())
    for number in range(1, 102):
        api_post(page, "/api/notes", {"title": f"Note {number:03}", "body": ""})

    page.goto("/notes?order=title")
    expect(titles(page).first).to_have_text("Note 001")
    for first in ("Note 026", "Note 051", "Note 076", "Note 101"):
        page.get_by_role("link", name="Next").click()
        expect(titles(page).first).to_have_text(first)
    expect(page.get_by_role("link", name="Next")).to_have_count(0)

    for first in ("Note 076", "Note 051", "Note 026", "Note 001"):
        page.get_by_role("link", name="Previous").click()
        expect(titles(page).first).to_have_text(first)
    expect(page.get_by_role("link", name="Previous")).to_have_count(0)


@pytest.mark.first_journey
def test_another_persons_note_does_not_exist(
    page: Page, browser: Browser, base_url: str, become: Become
) -> None:
    become(page, new_address())
    note = api_post(page, "/api/notes", {"title": "Mine alone", "body": ""})

    with browser.new_context(base_url=base_url) as context:
        stranger = context.new_page()
        become(stranger, new_address())
        with stranger.expect_response(f"**/api/notes/{note['id']}") as answer:
            stranger.goto(f"/notes/{note['id']}")
        assert answer.value.status == 404
        expect(stranger.get_by_text("This note does not exist")).to_be_visible()
        expect(stranger.get_by_text("Mine alone")).to_have_count(0)

    page.goto(f"/notes/{note['id']}")
    expect(page.get_by_label("Title")).to_have_value("Mine alone")


def test_a_refused_note_says_why_and_keeps_its_text(page: Page, become: Become) -> None:
    become(page, new_address())
    page.goto("/notes/new")
    page.get_by_label("Text").fill("Long thoughts")
    page.get_by_role("button", name="Save note").click()

    expect(page.get_by_label("Title")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Text")).to_have_value("Long thoughts")


def test_words_that_were_not_saved_are_there_again_after_the_page_was_reloaded(
    page: Page, become: Become
) -> None:
    become(page, new_address())
    page.goto("/notes/new")
    page.get_by_label("Text").fill("Half a thought")
    page.reload()

    page.get_by_role("button", name="Continue with it").click()
    expect(page.get_by_label("Text")).to_have_value("Half a thought")


def notes(page: Page) -> Locator:
    return page.get_by_role("table", name="Notes")


def rows(page: Page) -> Locator:
    """The notes on the screen, without the heads of the columns."""
    return notes(page).get_by_role("row").filter(has=page.get_by_role("link"))


def titles(page: Page) -> Locator:
    return notes(page).get_by_role("link")
