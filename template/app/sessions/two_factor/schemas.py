"""What is said about second factors over the border."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from app.admin.schemas import Reason
from app.core.schemas import Schema


def without_space(code: str) -> str:
    return code.replace(" ", "")


Code = Annotated[
    str,
    # Apps show the digits in two groups.
    StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{3} ?[0-9]{3}$"),
    AfterValidator(without_space),
]


class TwoFactorState(Schema):
    """Whether signing in takes a second proof."""

    on_since: datetime | None = Field(description="Null while it is off.")
    recovery_codes_left: int


class Reset(Schema):
    """Why somebody's second factor is turned off for them."""

    reason: Reason = Field(description="For colleagues: it is kept in the audit trail.")


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
