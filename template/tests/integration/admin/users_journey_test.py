import re

from playwright.sync_api import Browser, Page, expect

from app.accounts.permissions import Role
from tests.integration.accessibility import accessibility_problems
from tests.integration.becoming import Become
from tests.integration.utils import leave, new_address


def test_an_administrator_finds_somebody_and_suspends_and_restores_them(
    page: Page, browser: Browser, base_url: str, become: Become
) -> None:
    page.emulate_media(reduced_motion="reduce")
    address = new_address()
    with browser.new_context(base_url=base_url) as elsewhere:
        theirs = elsewhere.new_page()
        become(theirs, address, name="Bea Example")
        theirs.goto("/settings/profile")
        expect(theirs.get_by_role("link", name="Administration")).to_have_count(0)

        become(page, new_address(), role=Role.ADMIN)
        page.goto("/settings/profile")
        page.get_by_role("link", name="Administration").click()
        page.get_by_role("searchbox", name="Search people").fill(address)
        expect(page).to_have_url(re.compile("search="))
        page.get_by_role("link", name="Bea Example").click()
        page.get_by_role("button", name="Suspend…").click()
        page.get_by_role("dialog").get_by_label("Reason").fill("Sends advertising.")
        assert not accessibility_problems(page, within="[role=dialog]")
        page.get_by_role("dialog").get_by_role("button", name="Suspend").click()
        expect(page.get_by_role("button", name="Restore")).to_be_visible()
        assert not accessibility_problems(page)

        theirs.reload()
        expect(theirs).to_have_url(re.compile("/sign-in"))

    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_role("button", name="Suspend…")).to_be_visible()

    page.get_by_role("link", name="Audit trail").click()
    told = page.get_by_role("cell", name=re.compile(f"^User suspended {address}"))
    expect(told).to_contain_text("Sends advertising.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as CSV").click()
    assert "Sends advertising." in download.value.path().read_text()


def test_an_administrator_sees_what_somebody_sees_and_comes_back(
    page: Page, become: Become
) -> None:
    page.emulate_media(reduced_motion="reduce")
    address = new_address()
    become(page, address, name="Bea Example")
    leave(page)
    become(page, new_address(), name="Cy Example", role=Role.ADMIN)
    page.goto(f"/admin/users?search={address}")
    page.get_by_role("link", name="Bea Example").click()
    page.get_by_label("Reason").fill("They see an empty page.")
    page.get_by_role("button", name="Sign in as Bea Example").click()

    banner = page.get_by_role("complementary", name="Signed in as somebody else")
    expect(banner).to_contain_text("You are signed in as Bea Example.")
    page.goto("/settings/profile")
    expect(page.get_by_label("Name")).to_have_value("Bea Example")
    expect(banner).to_be_visible()
    assert not accessibility_problems(page)
    page.goto("/admin/users")
    expect(page.get_by_role("heading", name="This is not open to you")).to_be_visible()

    banner.get_by_role("button", name="Back to your account").click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    expect(page.get_by_role("button", name="Your account: Cy Example")).to_be_visible()
    expect(banner).to_have_count(0)
