"""The secrets of one attempt. The browser keeps one in a cookie, and all that has to be known again follows from it."""

import base64
import hashlib
import hmac
from dataclasses import dataclass

from app.sessions.tokens import new_token


@dataclass(frozen=True)
class Secrets:
    """The server stores hashes alone: whoever reads its tables can finish nobody's attempt."""

    browser: str
    """What stays in the browser that begins."""
    state: str
    """What travels through the provider and back."""

    @property
    def nonce(self) -> str:
        """What an ID token has to repeat."""
        return self.derived("nonce")

    @property
    def verifier(self) -> str:
        """What shows the provider that whoever redeems a code has begun (PKCE, RFC 7636)."""
        return self.derived("verifier")

    @property
    def challenge(self) -> str:
        """What the provider is told of the verifier before."""
        return letters(hashlib.sha256(self.verifier.encode()).digest())

    def derived(self, purpose: str) -> str:
        said = f"{purpose} {self.state}".encode(errors="surrogateescape")
        key = self.browser.encode(errors="surrogateescape")
        return letters(hmac.digest(key, said, "sha256"))


def new_secrets() -> Secrets:
    return Secrets(browser=new_token(), state=new_token())


def same(one: str, other: str) -> bool:
    """Takes as long for every two texts."""
    return hmac.compare_digest(one.encode(errors="replace"), other.encode(errors="replace"))


def letters(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
