"""The first journey without a pointer, and what a screen reader says on the way."""

import re

from playwright.sync_api import Page, expect

from tests.factories.sessions import PASSWORD
from tests.integration.accessibility import accessibility_problems
from tests.integration.inbox import Inbox
from tests.integration.keyboard import announced, stand_still, tab_backwards_to, tab_to
from tests.integration.sessions.utils import code_for
from tests.integration.utils import new_address


def test_a_visitor_becomes_a_person_and_leaves_again_with_the_keyboard_alone(
    page: Page, inbox: Inbox
) -> None:
    address = new_address()
    stand_still(page)
    page.goto("/")
    tab_to(page, page.get_by_role("link", name="Skip to content"))
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    tab_to(page, page.get_by_role("link", name="Create your account"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Create your account")).to_be_focused()
    expect(announced(page)).to_have_text(re.compile("^Create an account"))

    tab_to(page, page.get_by_label("E-mail"))
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Look into your mail")).to_be_focused()
    assert not accessibility_problems(page)
    tab_to(page, page.get_by_label("Code"))
    page.keyboard.type(code_for(address, inbox))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Nearly there")).to_be_focused()
    expect(announced(page)).to_have_text(re.compile("^Finish your account"))

    tab_to(page, page.get_by_label("Name"))
    page.keyboard.type("Ada Byron")
    tab_to(page, page.get_by_label("Password", exact=True))
    page.keyboard.type("too short")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Password", exact=True)).to_have_attribute("aria-invalid", "true")
    assert not accessibility_problems(page)

    page.get_by_label("Password", exact=True).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    expect(page.locator("main h1")).to_be_focused()

    tab_backwards_to(page, page.get_by_role("button", name="Your account: Ada Byron"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("menu")).to_be_visible()
    assert not accessibility_problems(page, within="[role=menu]")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Your account: Ada Byron")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("menuitem", name="Sign out")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Main")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
