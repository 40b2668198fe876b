import pytest
from starlette.datastructures import Headers

from app.core.middleware import comes_from_our_own_pages

OURS = {"host": "acme.example", "origin": "https://acme.example"}
THEIRS = {"host": "acme.example", "origin": "https://evil.example"}


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "acme.example"},
        OURS,
        {"host": "acme.example:8443", "origin": "https://acme.example:8443"},
        OURS | {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
def test_our_pages_and_programs_may(headers: dict[str, str]) -> None:
    assert comes_from_our_own_pages("https", Headers(headers))


@pytest.mark.parametrize(
    "headers",
    [
        THEIRS,
        OURS | {"sec-fetch-site": "cross-site"},
        OURS | {"sec-fetch-site": "same-site"},
        OURS | {"sec-fetch-site": ""},
        {"host": "acme.example", "origin": "null"},
        {"host": "acme.example", "origin": "http://acme.example"},
        {"host": "acme.example", "origin": "https://acme.example:8443"},
        {"host": "acme.example", "origin": "https://acme.example.evil.example"},
        {"host": "acme.example", "origin": ""},
    ],
)
def test_pages_of_others_may_not(headers: dict[str, str]) -> None:
    assert not comes_from_our_own_pages("https", Headers(headers))
