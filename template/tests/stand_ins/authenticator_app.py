"""What a person does with an authenticator app and a sheet of recovery codes."""

from pyotp import TOTP

from app.core.models import utc_now


def shown_code(secret: str, *, steps_later: int = 0) -> str:
    """What the app shows now, or after so many half minutes."""
    return TOTP(secret.replace(" ", "")).at(utc_now(), steps_later)


def wrong_code(secret: str) -> str:
    """A code that the app shows neither now nor around now, also if a half minute ends meanwhile."""
    near = {shown_code(secret, steps_later=steps) for steps in range(-2, 4)}
    return next(code for code in map("{:06}".format, range(10)) if code not in near)
