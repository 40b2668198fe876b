"""What can go wrong with passwords."""

from app.core.errors import NotSignedIn


class InvalidCredentials(NotSignedIn):
    code = "invalid_credentials"
    message = "The address or the password is wrong."
