"""What the pages of notes show when all pages are walked through."""

from playwright.sync_api import Page

from tests.integration.utils import api_post


def make(page: Page) -> dict[str, str]:
    api_post(page, "/api/notes", {"title": "Call the plumber", "body": ""})
    note = api_post(page, "/api/notes", {"title": "Buy oats", "body": "The coarse ones."})
    return {"/notes/:noteId": f"/notes/{note['id']}"}
