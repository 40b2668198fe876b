"""What is said over the border about how to confirm."""

from enum import StrEnum


class WayToConfirm(StrEnum):
    """How somebody can show once more that it is them."""

    PASSWORD = "password"  # noqa: S105 - not a password
    PASSKEY = "passkey"
    MAIL = "mail"
