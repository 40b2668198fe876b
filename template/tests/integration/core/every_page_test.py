"""What holds for every page, now and later."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from app.accounts.permissions import Role
from app.core.project import project
from app.generated.pages import PAGES
from tests.integration.accessibility import accessibility_problems
from tests.integration.becoming import Become
from tests.integration.pages import addresses
from tests.integration.utils import new_address

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}


@pytest.fixture
def calm_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page without motion, which would fade colours while they are being looked at."""
    with browser.new_context(base_url=base_url, reduced_motion="reduce") as context:
        yield context.new_page()


def open_page(page: Page, address: str) -> bool:
    """Whether the page is shown, to whom it is meant for: otherwise the visitor was led elsewhere."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("status", name=re.compile("^Loading"))).to_have_count(0)
    return urlsplit(page.url).path == address


def problems_of(page: Page) -> Iterator[str]:
    """On a desk and on a phone, in the light and in the dark."""
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        yield from (f"light, {size['width']}: {it}" for it in accessibility_problems(page))
        page.emulate_media(color_scheme="dark")
        dark = accessibility_problems(page, "color-contrast")
        yield from (f"dark, {size['width']}: {it}" for it in dark)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{size['width']}: wider than the window"


def test_everybody_can_use_every_page_and_all_but_the_public_ones_need_a_person(
    calm_page: Page, become: Become
) -> None:
    problems: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    public = set()
    for name in (*PAGES, "/no/such/page"):
        if ":" not in name and open_page(calm_page, name):
            public.add(name)
            titles[name] = calm_page.title()
            problems[name] = list(problems_of(calm_page))
        elif ":" not in name:
            assert urlsplit(calm_page.url).path == "/sign-in", f"{name} leads to {calm_page.url}"

    calm_page.set_viewport_size(DESKTOP)
    become(calm_page, new_address(), role=Role.ADMIN)
    for name, address in addresses(calm_page).items():
        if name in public:
            continue
        if open_page(calm_page, address):
            titles[name] = calm_page.title()
            problems[name] = list(problems_of(calm_page))
        else:
            # An address of old leads on to the one of today.
            assert urlsplit(calm_page.url).path in set(PAGES) - public, f"{name} is shown to nobody"

    found = [f"{name}: {problem}" for name, list_ in problems.items() for problem in list_]
    assert not found, "\n" + "\n".join(found)
    assert titles.pop("/") == project().name
    assert all(title.endswith(f" · {project().name}") for title in titles.values()), titles
    assert len(set(titles.values())) == len(titles), titles
