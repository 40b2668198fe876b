"""This machine's age key: what opens the encrypted files, and the recipient that others encrypt for."""

import os
from collections.abc import Iterator
from pathlib import Path

from tools.project import LOCAL
from tools.secrets.private_files import write_privately
from tools.terminal import ToolError

#: Variables of `sops`: where the key is, if it is not where this project has it, and the key itself, as in CI.
VARIABLE, ITSELF = "SOPS_AGE_KEY_FILE", "SOPS_AGE_KEY"
LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
CHECKSUM = 6
RECIPIENT, SECRET = "age", "age-secret-key-"


def key_file() -> Path:
    return Path(os.environ.get(VARIABLE) or LOCAL / "keys" / "age.txt")


def make_key(file: Path) -> str:
    """Write a new key, as `age-keygen` would, and return its recipient."""
    # Not above: recipes that find everything as it should be need none of it.
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    key = X25519PrivateKey.generate()
    recipient = encoded(RECIPIENT, key.public_key().public_bytes_raw())
    secret = encoded(SECRET, key.private_bytes_raw()).upper()
    write_privately(file, f"# public key: {recipient}\n{secret}\n")
    return recipient


def own_recipients() -> list[str]:
    """For whom files are encrypted that this machine can read. None if it has no key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return [
        encoded(RECIPIENT, X25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw())
        for key in secrets_of(key_file())
    ]


def secrets_of(file: Path) -> Iterator[bytes]:
    """The keys, of the kind that recipes make; `sops` reads others too."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    for line in (os.environ.get(ITSELF, "") + "\n" + text).splitlines():
        if line.startswith(SECRET.upper()):
            key = decoded(SECRET, line.strip().lower())
            if key is None:
                raise ToolError(f"{file} holds a key that is damaged. Take it from your copy.")
            yield key


def is_recipient(text: str) -> bool:
    """Whether it is a public key of age, without a letter mistyped."""
    return decoded(RECIPIENT, text) is not None


def encoded(kind: str, data: bytes) -> str:
    """In the spelling of age, which is Bech32: https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki."""
    fives = regrouped(data, 8, 5)
    rest = polymod([*expanded(kind), *fives, *[0] * CHECKSUM]) ^ 1
    checksum = [rest >> 5 * (CHECKSUM - 1 - place) & 31 for place in range(CHECKSUM)]
    return f"{kind}1" + "".join(LETTERS[five] for five in [*fives, *checksum])


def decoded(kind: str, text: str) -> bytes | None:
    """The 32 bytes of a key, or None if it is none."""
    before, letters = text[: len(kind) + 1], text[len(kind) + 1 :]
    if before != f"{kind}1" or not letters or set(letters) - set(LETTERS):
        return None
    fives = [LETTERS.index(letter) for letter in letters]
    if polymod([*expanded(kind), *fives]) != 1:
        return None
    data = bytes(regrouped(fives[:-CHECKSUM], 5, 8, fill=False))
    return data if len(data) == 32 else None


def expanded(kind: str) -> list[int]:
    return [*(ord(letter) >> 5 for letter in kind), 0, *(ord(letter) & 31 for letter in kind)]


def polymod(values: list[int]) -> int:
    rest = 1
    for value in values:
        top, rest = rest >> 25, (rest & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            rest ^= term if top >> bit & 1 else 0
    return rest


def regrouped(data: bytes | list[int], bits: int, into: int, *, fill: bool = True) -> list[int]:
    """The same bits in groups of another length."""
    rest, held, groups = 0, 0, []
    for group in data:
        rest, held = rest << bits | group, held + bits
        while held >= into:
            held -= into
            groups.append(rest >> held & (1 << into) - 1)
    if fill and held:
        groups.append(rest << (into - held) & (1 << into) - 1)
    return groups
