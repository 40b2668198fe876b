"""What can go wrong with accounts elsewhere."""

from app.core.errors import AppError, Conflict
from app.core.outages import Unavailable


class AttemptOver(AppError):
    """There is no such attempt, or it was used, or begun by another browser or for another provider."""

    code = "attempt_over"
    message = "This sign-in was begun elsewhere, or is too old. Begin again."


class ProviderRefused(AppError):
    """What came back proves nothing."""

    code = "provider_refused"
    message = (
        "The answer from the other side could not be trusted, so nothing was done. Begin again."
    )


class ProviderUnavailable(Unavailable):
    code = "provider_unavailable"
    message = "The other side does not answer at the moment. Try again in a minute, or sign in in another way."
    retry_after = 30


class IdentityTaken(Conflict):
    code = "identity_taken"
    message = "That account is connected to somebody else here."


class AnotherIsConnected(Conflict):
    code = "another_is_connected"
    message = "You have connected another account there. Sign in in another way, and disconnect that one first."
