from playwright.sync_api import Page, expect

from tests.integration.accessibility import accessibility_problems
from tests.integration.becoming import Become
from tests.integration.keyboard import stand_still, tab_to
from tests.integration.utils import new_address


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
