"""What is said about second factors over the border."""

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from app.core.schemas import Schema


def without_spaces(code: object) -> object:
    # Apps show a code in two groups.
    return code.replace(" ", "") if isinstance(code, str) else code


Code = Annotated[
    str, BeforeValidator(without_spaces), StringConstraints(pattern=r"^[0-9]{6}$", max_length=6)
]


class TwoFactorState(Schema):
    """Whether signing in takes a second proof."""

    on_since: datetime | None = Field(description="Null while it is off.")
    recovery_codes_left: int


class SetUp(Schema):
    """What an authenticator app needs to know. It is told once."""

    secret: str = Field(description="In groups of four, for people to type.")
    address: str = Field(description="The same as an `otpauth:` address, for a QR code.")


class AuthenticatorCode(Schema):
    """What the app shows at the moment."""

    code: Code


class RecoveryCodeTyped(Schema):
    """One of the codes that were given out when the second factor was turned on."""

    code: str = Field(min_length=1, max_length=40)


class RecoveryCodes(Schema):
    """Each of them stands in for the app, once. They are told now and never again."""

    codes: list[str]
