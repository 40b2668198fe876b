import re

from playwright.sync_api import Page, expect

from tests.integration.sessions.surroundings import issuer
from tests.integration.utils import new_address, sign_out


def go_by(page: Page, provider: str) -> None:
    """Choose somebody else's door, and say yes there."""
    page.get_by_role("button", name=provider, exact=True).click()
    expect(page).to_have_url(re.compile(f"^{issuer().url}/"))
    page.get_by_role("button", name="Allow").click()


def test_a_newcomer_signs_up_elsewhere_comes_back_and_connects_another_way_in(page: Page) -> None:
    issuer().begin_anew()
    issuer().behaviour.person.email = new_address()

    page.goto("/sign-up?return_to=/settings/security")
    go_by(page, "Example ID")
    expect(page).to_have_url(re.compile("/settings/security$"))

    sign_out(page)
    page.goto("/sign-in")
    go_by(page, "Example ID")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()

    page.goto("/settings/security")
    page.get_by_role("button", name="Disconnect Example ID").click()
    expect(page.get_by_text("Without this you could not sign in any more.").first).to_be_visible()
    go_by(page, "Connect GitHub")
    expect(page).to_have_url(re.compile("/settings/security$"))
    page.get_by_role("button", name="Disconnect Example ID").click()
    expect(page.get_by_role("button", name="Connect Example ID")).to_be_visible()
    expect(page.get_by_role("button", name="Disconnect GitHub")).to_be_visible()
