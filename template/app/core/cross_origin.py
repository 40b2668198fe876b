"""Refuses what a page of another site sends in a visitor's name.

Browsers say where a request comes from: in Sec-Fetch-Site, or, the old ones and those on plain http, in Origin.
Programs that are no browsers say neither and carry no visitor's cookie.
"""

from collections.abc import Mapping

from app.core.errors import Forbidden

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class CrossOrigin(Forbidden):
    """A page of another site sent this request with the visitor's cookie."""

    code = "cross_origin"
    message = "This request came from another site."


def comes_from_our_own_pages(scheme: str, headers: Mapping[bytes, bytes], public: str = "") -> bool:
    """Whether a request with these headers was made by one of our pages, or by no page at all.

    `public` is the product's public origin, for which a proxy in front may have another name or scheme.
    """
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site in {b"same-origin", b"none"}
    origin = headers.get(b"origin")
    if origin is None:
        return True
    return origin in {f"{scheme}://".encode() + headers.get(b"host", b""), public.encode() or None}
