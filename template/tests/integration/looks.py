"""Pictures of pages, without what differs from time to time, from person to person and from project to project."""

from playwright.sync_api import Locator, Page, ViewportSize

from tools.pictures import Album

WIDE: ViewportSize = {"width": 1040, "height": 640}
NARROW: ViewportSize = {"width": 375, "height": 640}

#: The product's name, and what grows with its features: the navigations, and what the first page says of each.
HIDDEN = (
    "a > svg + span, nav li, section[aria-label='What you get'] { visibility: hidden !important }"
)


def take(page: Page, album: Album, name: str, *looks: str) -> None:
    """Compare a page in some of its looks, such as `wide light` or `narrow dark`."""
    page.mouse.move(0, 0)
    if page.locator("time").count():
        overwrite(page.locator("time"), "yesterday")
    for look in looks:
        width, scheme = look.split()
        page.set_viewport_size(WIDE if width == "wide" else NARROW)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        screenshot = page.screenshot(animations="disabled", style=HIDDEN)
        album.compare(f"{name}-{width}-{scheme}", screenshot)


def overwrite(elements: Locator, text: str) -> None:
    """Have elements say something that is always the same, so that what stands beside them does not move either."""
    elements.first.wait_for(state="attached")
    elements.evaluate_all("(all, text) => all.forEach(it => { it.textContent = text })", text)
