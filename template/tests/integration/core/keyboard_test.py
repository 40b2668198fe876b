"""The first journey without a pointer, and what a screen reader says on the way."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.integration.accessibility import accessibility_problems
from tests.integration.becoming import Become
from tests.integration.inbox import Inbox
from tests.integration.utils import PASSWORD, new_address

FOCUS = """() => {
    const element = document.activeElement
    const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(element)
    const after = getComputedStyle(element, '::after').boxShadow
    const outlined = outlineStyle !== 'none' && outlineWidth !== '0px'
    const ringed = [boxShadow, after].some(it => / [1-9]\\d*px/.test(it.replace(/rgba\\(0, 0, 0, 0\\)[^,]*/g, '')))
    return outlined || ringed ? '' : element.outerHTML.slice(0, 200)
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus. Every stop on the way must be visible as one."""
    target.wait_for()
    for _ in range(30):
        page.keyboard.press("Tab")
        invisible = page.evaluate(FOCUS)
        assert not invisible, f"Nobody sees that this has the focus: {invisible}"
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"The Tab key does not reach {target}.")


def stand_still(page: Page) -> None:
    """Colours and rings that are still fading in would be taken for what they are not yet."""
    page.emulate_media(reduced_motion="reduce")


def announced(page: Page) -> Locator:
    return page.locator("p[role=status].sr-only")


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
    page.keyboard.type(inbox.code_for(address))
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


def test_menus_on_a_phone_give_the_focus_back(page: Page, become: Become) -> None:
    stand_still(page)
    page.goto("/sign-in")
    theme = page.get_by_role("button", name="Theme")
    tab_to(page, theme)
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitemradio", name="Dark")).to_be_visible()
    assert not accessibility_problems(page, within="[role=menu]")
    page.keyboard.press("Escape")
    expect(theme).to_be_focused()

    become(page, new_address())
    page.goto("/settings/profile")
    page.set_viewport_size({"width": 390, "height": 844})
    menu = page.get_by_role("button", name="Open the menu")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Menu")).to_be_visible()
    assert not accessibility_problems(page, within="[role=dialog]")
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()


def tab_backwards_to(page: Page, target: Locator) -> None:
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Shift and Tab do not reach {target}.")
