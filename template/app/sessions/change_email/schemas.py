"""What is said over the border when somebody takes another address."""

from app.accounts.schemas import Email
from app.core.schemas import Schema


class NewEmail(Schema):
    """The address from now on, once it is proved."""

    email: Email


class PasswordLink(Schema):
    """What a new password is chosen with, as by the link in a mail."""

    token: str
