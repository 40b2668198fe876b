"""All pages of the product, as the router lists them, so that a new one cannot be forgotten."""

import importlib
from pathlib import Path

from playwright.sync_api import Page

from app.generated.pages import PAGES

FOLDER = Path(__file__).parent


def addresses(page: Page) -> dict[str, str]:
    """An address for each page. `page` is signed in; examples.py of each feature makes what its pages show.

    Raises:
        LookupError: a page has parameters and no example.
    """
    known = {name: name for name in PAGES if ":" not in name}
    for file in sorted(FOLDER.glob("*/examples.py")):
        known |= importlib.import_module(f"tests.integration.{file.parent.name}.examples").make(
            page
        )
    missing = set(PAGES) - known.keys()
    if missing:
        raise LookupError(f"Give examples of {missing} in tests/integration/<feature>/examples.py.")
    return known
