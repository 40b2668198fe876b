import pytest

from app.core.cross_origin import comes_from_our_own_pages

OURS = {"host": "product.example", "origin": "https://product.example"}
THEIRS = {"host": "product.example", "origin": "https://evil.example"}


def raw(headers: dict[str, str]) -> dict[bytes, bytes]:
    return {name.encode(): value.encode() for name, value in headers.items()}


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "product.example"},
        OURS,
        {"host": "product.example:8443", "origin": "https://product.example:8443"},
        OURS | {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
def test_our_pages_and_programs_may(headers: dict[str, str]) -> None:
    assert comes_from_our_own_pages("https", raw(headers))


@pytest.mark.parametrize(
    "headers",
    [
        THEIRS,
        OURS | {"sec-fetch-site": "cross-site"},
        OURS | {"sec-fetch-site": "same-site"},
        OURS | {"sec-fetch-site": ""},
        {"host": "product.example", "origin": "null"},
        {"host": "product.example", "origin": "http://product.example"},
        {"host": "product.example", "origin": "https://product.example:8443"},
        {"host": "product.example", "origin": "https://product.example.evil.example"},
        {"host": "product.example", "origin": ""},
    ],
)
def test_pages_of_others_may_not(headers: dict[str, str]) -> None:
    assert not comes_from_our_own_pages("https", raw(headers))


def test_behind_a_proxy_that_hides_https_our_pages_may() -> None:
    headers = raw({"host": "10.0.0.7:8000", "origin": "https://product.example"})

    assert comes_from_our_own_pages("http", headers, "https://product.example")
    assert not comes_from_our_own_pages("http", headers, "https://other.example")
    assert not comes_from_our_own_pages("http", raw({"host": "x", "origin": ""}), "")
