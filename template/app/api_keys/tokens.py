"""What a key looks like: `product_live_`, then 46 letters and digits, of which the last six are a checksum of all before.

The beginning says whose key it is and for which environment, so that a program that looks for secrets finds it, and the
checksum tells it, and us, a key from something that only looks alike or was mistyped, without asking a database.
"""

import hashlib
import secrets
import string
import zlib

from app.core.project import project
from app.core.settings import Environment, environment

LETTERS = string.digits + string.ascii_letters
#: Each letter holds nearly six bits: 238 in all.
SECRET_LENGTH = 40
#: Enough for the 32 bits of a checksum.
CHECKSUM_LENGTH = 6
KINDS: dict[Environment, str] = {"production": "live", "development": "dev", "test": "test"}


def beginning() -> str:
    """How each key of this installation begins."""
    return f"{project().slug}_{KINDS[environment()]}_"


def new_token() -> str:
    """Something that nobody guesses. It is stored nowhere."""
    secret = "".join(secrets.choice(LETTERS) for _ in range(SECRET_LENGTH))
    text = beginning() + secret
    return text + checksum(text)


def is_well_formed(token: str) -> bool:
    """Whether it can be a key of this installation at all."""
    text, said = token[:-CHECKSUM_LENGTH], token[-CHECKSUM_LENGTH:]
    return (
        len(text) == len(beginning()) + SECRET_LENGTH
        and text.startswith(beginning())
        and text.isascii()
        and checksum(text) == said
    )


def checksum(text: str) -> str:
    number, letters = zlib.crc32(text.encode()), ""
    for _ in range(CHECKSUM_LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def token_hash(token: str) -> bytes:
    # A fast hash is enough for so many random bits, because there is nothing to guess.
    return hashlib.sha256(token.encode()).digest()


def hint_of(token: str) -> str:
    """What is shown of a key later on, so that its owner knows it again."""
    return f"{beginning()}…{token[-4:]}"
