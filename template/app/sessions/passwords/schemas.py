"""What is said about passwords over the border."""

from typing import Annotated

from pydantic import Field

from app.accounts.schemas import Email
from app.core.schemas import Schema

# The upper bound keeps a request from buying an arbitrary amount of hashing.
NewPassword = Annotated[str, Field(min_length=12, max_length=128)]


class SignIn(Schema):
    """How somebody proves who they are."""

    email: Email
    password: str = Field(min_length=1, max_length=128)


class ResetRequest(Schema):
    """Who has forgotten their password."""

    email: Email


class PasswordReset(Schema):
    """What the link in the mail holds, and the password from now on."""

    token: str = Field(min_length=1, max_length=100)
    password: NewPassword


class Confirmation(Schema):
    """What shows once more that it is you."""

    password: str = Field(min_length=1, max_length=128)


class PasswordChange(Schema):
    """The password from now on."""

    password: NewPassword
