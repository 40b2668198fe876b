"""What is seen of the product by those who fetch a page without running its scripts: previews of links, and crawlers."""

import re
from html import escape, unescape
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response, expect

from app.core.project import project


def test_any_address_previews_the_product_with_a_picture_that_is_there(page: Page) -> None:
    document = fetched(page, "/sign-in").text()
    tags = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', document))

    assert f"<title>{escape(project().name)}</title>" in document
    assert unescape(tags["og:title"]) == project().name
    assert tags["og:description"] == tags["description"]
    assert tags["twitter:card"] == "summary_large_image"
    # One file answers for all pages, so it must not say that it is one of them.
    assert "canonical" not in document
    picture = fetched(page, urlsplit(tags["og:image"]).path)
    assert picture.headers["content-type"] == "image/png"


def fetched(page: Page, path: str) -> Response:
    response = page.goto(path)
    assert response is not None
    return response


def test_a_public_page_is_listed_under_one_address(page: Page) -> None:
    for address, listed in (("/?from=mail", "/"), ("/sign-in?return_to=%2Faccount", "/sign-in")):
        page.goto(address)

        expect(page.locator("link[rel=canonical]")).to_have_attribute(
            "href", f"https://{project().domain}{listed}"
        )
