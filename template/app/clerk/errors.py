"""What can go wrong between this product and Clerk."""

from app.core.errors import AppError, Forbidden
from app.core.outages import Unavailable


class ClerkUnavailable(Unavailable):
    """Clerk does not answer, or asks to be left alone for a while."""


class EmailMissing(Forbidden):
    code = "email_missing"
    message = "Add an e-mail address that you have confirmed to your account, then come back."


class UnknownSender(AppError):
    """What calls itself a webhook was not signed by Clerk, or not just now."""

    status = 401
    code = "unknown_sender"
    message = "This was not signed by Clerk."
