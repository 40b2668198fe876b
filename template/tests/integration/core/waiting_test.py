"""What a person sees before all of a page is here."""

import re
from collections.abc import Generator
from contextlib import contextmanager

from playwright.sync_api import Page, Route, expect

SCRIPTS = "**/assets/*.js"


@contextmanager
def scripts_on_their_way(page: Page) -> Generator[None]:
    """Scripts that the page asks for meanwhile arrive when the block has ended."""
    held: list[Route] = []
    arriving = False

    def hold(route: Route) -> None:
        if arriving:
            route.continue_()
        else:
            held.append(route)

    page.route(SCRIPTS, hold)
    yield
    arriving = True
    for route in held:
        route.continue_()


def test_the_theme_that_was_chosen_is_there_before_any_script_of_the_page(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_role("button", name="Theme").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    expect(page.locator("html")).to_have_class(re.compile("dark"))

    with scripts_on_their_way(page):
        page.reload(wait_until="commit")
        expect(page.locator("html")).to_have_class(re.compile("dark"))
        expect(page.get_by_role("heading", level=1)).to_have_count(0)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("html")).to_have_class(re.compile("dark"))


def test_a_page_is_fetched_when_a_pointer_approaches_its_link_and_a_line_says_that_it_is_on_its_way(
    page: Page,
) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    link = page.get_by_role("link", name="Sign in")
    line = page.get_by_role("progressbar", name="Loading the page")

    with scripts_on_their_way(page):
        with page.expect_request(SCRIPTS):
            link.hover()
        expect(line).to_have_count(0)
        link.click()
        expect(line).to_be_visible()

    expect(page).to_have_url(re.compile("/sign-in$"))
    expect(line).to_have_count(0)
