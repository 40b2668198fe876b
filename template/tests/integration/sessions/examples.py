"""What the pages of sessions show when all pages are walked through."""

from playwright.sync_api import Page


def make(page: Page) -> dict[str, str]:
    return {"/sign-in/with/:provider": "/sign-in/with/google"}
