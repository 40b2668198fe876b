"""Walking through pages without a pointer."""

from playwright.sync_api import Locator, Page

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


def tab_backwards_to(page: Page, target: Locator) -> None:
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Shift and Tab do not reach {target}.")


def announced(page: Page) -> Locator:
    return page.locator("p[role=status].sr-only")
