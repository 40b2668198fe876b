from playwright.sync_api import Page, expect

from tests.integration.becoming import Become
from tests.integration.utils import new_address

REMEMBER = """
addEventListener('securitypolicyviolation', (event) => {
    const seen = JSON.parse(sessionStorage.getItem('violations') ?? '[]')
    seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    sessionStorage.setItem('violations', JSON.stringify(seen))
})
"""


def violations(page: Page) -> list[str]:
    return page.evaluate("JSON.parse(sessionStorage.getItem('violations') ?? '[]')")


def test_no_page_breaks_the_policy_and_none_says_anything(page: Page, become: Become) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(REMEMBER)

    for path in ("/", "/sign-in", "/no/such/page"):
        answer = page.goto(path, wait_until="networkidle")
        assert answer is not None
        policy = answer.headers["content-security-policy"].split("; ")
        (scripts,) = [rule for rule in policy if rule.startswith("script-src ")]
        assert "unsafe" not in scripts
    become(page, new_address())
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/settings/profile", wait_until="networkidle")
    # An open dialog keeps the page from scrolling, which takes styles that did not come with the page.
    page.get_by_role("button", name="Open the menu").click()
    expect(page.get_by_role("dialog", name="Menu")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).overflow") == "hidden"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Menu")).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.body).overflow") != "hidden"

    assert violations(page) == []
    # What a signed-out visitor is refused is logged by the browser itself.
    assert [text for text in said if not text.startswith("Failed to load resource")] == []
