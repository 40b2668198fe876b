"""The public keys by which Clerk's tokens are known."""

import threading
import time
from typing import Any

from app.clerk import backend_api
from app.clerk.settings import ClerkSettings
from app.core.settings import settings_of

#: A key that Clerk has taken back is trusted for no longer.
KEPT_SECONDS = 3600
#: Tokens with made-up keys do not make us ask without end.
ASK_AGAIN_SECONDS = 60


class KeySet:
    """The keys that Clerk named last. All threads share them; one asks, the others wait for it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.keys: dict[str, Any] = {}
        self.asked_at = float("-inf")

    def find(self, key_id: str) -> Any:
        """The key of this name; None if Clerk has none.

        Raises:
            ClerkUnavailable: it cannot be asked.
        """
        with self.lock:
            age = time.monotonic() - self.asked_at
            if age > KEPT_SECONDS or (key_id not in self.keys and age > ASK_AGAIN_SECONDS):
                self.keys = read(backend_api.key_set())
                self.asked_at = time.monotonic()
            return self.keys.get(key_id)


def read(key_set: dict[str, Any]) -> dict[str, Any]:
    from jwt import PyJWK

    return {
        key["kid"]: PyJWK(key, "RS256").key for key in key_set["keys"] if key.get("kty") == "RSA"
    }


keys = KeySet()


def key_of(key_id: str) -> Any:
    """The public key with which a token of this key's id is checked: the one of the settings, or else one that Clerk names.

    Raises:
        ClerkUnavailable: it cannot be asked.
    """
    return settings_of(ClerkSettings).clerk_jwt_key or keys.find(key_id)
