"""What is said over the border while somebody signs up."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app.accounts.schemas import Email, PersonName
from app.core.schemas import Schema
from app.sessions.passwords.schemas import NewPassword

Secret = Annotated[str, Field(min_length=1, max_length=100)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{6}$")]


class SignUp(Schema):
    """Who wants to join."""

    email: Email


class Challenge(Schema):
    """What the browser keeps until the address is proved, and until the account is made."""

    secret: Secret


class CodeProof(Schema):
    """The code in the mail, and the browser's secret."""

    secret: Secret
    code: Code


class LinkProof(Schema):
    """What the link in the mail holds."""

    token: Secret


class ProvedAddress(Schema):
    """Whose address has been proved, and what the browser keeps until the account is made."""

    email: str
    secret: str


class NewAccount(Schema):
    """What a newcomer says once their address is proved."""

    secret: Secret
    name: PersonName
    password: NewPassword
