"""What browsers are told about every answer."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)

type RawHeaders = list[tuple[bytes, bytes]]

#: For every answer, unless it says otherwise itself.
EVERYWHERE: RawHeaders = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
]
#: Beside those, for the API: it answers a person, so nobody in between keeps it, no other site embeds it,
#: and nothing in it may run if a browser takes it for a page.
FOR_DATA: RawHeaders = [
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (
        b"content-security-policy",
        b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    ),
]
#: In production, over https: browsers never again ask over http, where anybody on the way could answer.
STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000")


def hash_source(inline: str) -> str:
    """The source that lets exactly this inline script run."""
    digest = hashlib.sha256(inline.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def page_policy(
    inline_scripts: Iterable[str] = (),
    *,
    styles: str = "'self'",
    connections: Iterable[str] = (),
    further: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> str:
    """The policy of a page that loads everything from here and runs no inline script but these.

    `connections` are the origins that its scripts may talk to beside ours; `further` are other sources, by directive.
    """
    scripts = dict.fromkeys(hash_source(script) for script in inline_scripts)
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *scripts]),
        "style-src": styles,
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": " ".join(["'self'", *connections]),
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    for name, sources in further.items():
        directives[name] = " ".join([directives.get(name, "'self'"), *sources])
    return "; ".join(f"{name} {value}" for name, value in directives.items())
