"""Random texts that open something, and the hashes by which they are known again."""

import hashlib
import secrets


def new_token() -> str:
    """Something that nobody guesses. It is stored nowhere."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    # A token holds 256 random bits: a fast hash is enough, because there is nothing to guess.
    return hashlib.sha256(token.encode(errors="surrogateescape")).digest()


def new_code() -> str:
    """Six digits, to be read from one device and typed into another."""
    return f"{secrets.randbelow(1_000_000):06}"
