"""Tests share a browser, and none meets what another has left in it."""

import pytest
from playwright.sync_api import Page

LEAVE = """() => {
    const left = [document.cookie, localStorage.length, sessionStorage.length]
    document.cookie = 'left=behind'
    localStorage.setItem('left', 'behind')
    sessionStorage.setItem('left', 'behind')
    return left
}"""


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_browser_has_forgotten_the_test_before(page: Page, turn: str) -> None:
    page.goto("/")

    assert page.evaluate(LEAVE) == ["", 0, 0], f"on the {turn} turn"
    assert len(page.context.pages) == 1
