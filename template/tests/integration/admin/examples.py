"""What the pages of administration show when all pages are walked through."""

from playwright.sync_api import Page


def make(page: Page) -> dict[str, str]:
    me = page.request.get("/api/accounts/me").json()
    return {"/admin/users/:userId": f"/admin/users/{me['id']}"}
