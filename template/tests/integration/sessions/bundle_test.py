import gzip

from playwright.sync_api import Response
from pytest_playwright.pytest_playwright import CreateContextCallback

BUDGET = 130_000


def test_the_sign_in_page_fetches_at_most_130_kb_of_javascript_until_it_is_idle(
    new_context: CreateContextCallback,
) -> None:
    # A browser that has fetched nothing before.
    page = new_context().new_page()
    scripts: list[Response] = []
    page.on(
        "response",
        lambda answer: scripts.append(answer) if is_javascript(answer) else None,
    )

    page.goto("/sign-in", wait_until="networkidle")
    page.get_by_label("E-mail").wait_for()

    # Counted here, so that the budget does not depend on how the server compresses.
    sizes = {script.url: len(gzip.compress(script.body(), 6)) for script in scripts}
    table = "\n".join(
        f"{size:8}  {url}" for url, size in sorted(sizes.items(), key=lambda x: -x[1])
    )
    print(f"{table}\n{sum(sizes.values()):8}  bytes of JavaScript, gzipped")
    assert scripts
    assert sum(sizes.values()) <= BUDGET, table


def is_javascript(answer: Response) -> bool:
    return "javascript" in answer.headers.get("content-type", "")
