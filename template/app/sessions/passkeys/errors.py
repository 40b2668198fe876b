"""What can go wrong with passkeys."""

from app.core.errors import AppError, Conflict, NotFound


class PasskeyRefused(AppError):
    """Whatever the reason is: who tries things out learns nothing from it."""

    code = "passkey_refused"
    message = "This passkey did not work. Try once more, or go on in another way."


class PasskeyCopied(AppError):
    code = "passkey_copied"
    message = "Somebody else seems to have a copy of this passkey, so it opens nothing. Go on in another way, and remove it."


class NoPasskey(NotFound):
    code = "no_passkey"
    message = "You have no passkey yet."


class PasskeyKnown(Conflict):
    code = "passkey_known"
    message = "This passkey is there already."


class TooManyPasskeys(Conflict):
    code = "too_many_passkeys"
    message = "You have as many passkeys as there can be. Remove one that you no longer use."


class LastWayIn(Conflict):
    code = "last_way_in"
    message = "Without this you could not sign in any more. Choose a password first, or add another passkey."
