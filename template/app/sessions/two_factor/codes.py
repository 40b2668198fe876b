"""Codes: those that an app makes from a secret and the time, and those on a sheet of paper."""

import secrets
from datetime import datetime

from app.core.project import project

#: The letters that nobody confuses when they read them from paper: Crockford's, without I, L, O and U.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LOOKALIKES = str.maketrans("ilo", "110", "- ")
RECOVERY_CODES = 10
RECOVERY_CODE_LETTERS = 16


def new_secret() -> str:
    """160 random bits, as RFC 4226 recommends, in the letters that apps take."""
    from pyotp import random_base32

    return random_base32()


def set_up_address(secret: str, email: str) -> str:
    """What the picture says that an app reads: the secret, and under which name the app keeps it."""
    from pyotp import TOTP

    return TOTP(secret).provisioning_uri(name=email, issuer_name=project().name)


def in_groups(text: str, separator: str = " ") -> str:
    """In fours, to be typed by a person."""
    return separator.join(text[start : start + 4] for start in range(0, len(text), 4))


def step_of(secret: str, code: str, moment: datetime) -> int | None:
    """The half minute for which this is the secret's code; None if it is for none that lies near enough.

    One before and one after count as well, for clocks that differ and for people who take their time.
    """
    from pyotp import TOTP

    totp = TOTP(secret)
    now = totp.timecode(moment)
    right = [
        step
        for step in (now - 1, now, now + 1)
        if secrets.compare_digest(totp.generate_otp(step), code)
    ]
    return max(right, default=None)


def new_recovery_codes() -> list[str]:
    """80 random bits each: too much to guess, also for somebody who has their fast hashes."""
    return [
        in_groups("".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_CODE_LETTERS)), "-")
        for _ in range(RECOVERY_CODES)
    ]


def as_written(code: str) -> str:
    """A recovery code, however it was typed."""
    return code.lower().translate(LOOKALIKES)
