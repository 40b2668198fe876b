"""Keys that are lists: the first signs or encrypts, and what any of them has signed or encrypted before still counts.

So a key is replaced without anybody noticing: a new one is put before it, and it is dropped once nothing depends on it.
"""

import hmac
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from app.core.variables import variable

SHORTEST = 32


def read_keys(text: Any) -> Any:
    """`new,old` as a tuple."""
    if not isinstance(text, str):
        return text
    keys = tuple(key.strip() for key in text.split(","))
    if any(len(key) < SHORTEST for key in keys):
        raise ValueError(f"each key must have at least {SHORTEST} characters")
    if len(set(keys)) < len(keys):
        raise ValueError("has the same key twice")
    return keys


#: The type of a variable that is declared with `keys`.
KeyList = Annotated[tuple[str, ...], BeforeValidator(read_keys)]


def keys(meaning: str) -> Any:
    """Declare a variable that holds keys, separated by commas. Only production has to be told one: people who are made up need no secret."""
    return variable(
        f"{meaning} Each at least {SHORTEST} random characters; of several, with commas between, the first is used for what is "
        "new, and all of them for what is there.",
        default="development" * SHORTEST,
        needed_in=("production",),
        secret=True,
        generate=2 * SHORTEST,
    )


def is_key_list(field: FieldInfo) -> bool:
    """Whether an attribute is declared with `keys`."""
    return any(
        isinstance(each, BeforeValidator) and each.func is read_keys for each in field.metadata
    )


def key_id(key: str) -> str:
    """By what a key is known where it must not stand, as in the row that depends on it. Nobody can tell the key by it."""
    return hmac.digest(key.encode(), b"the id of a key", "sha256").hex()[:8]
