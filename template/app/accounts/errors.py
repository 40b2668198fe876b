"""What can go wrong with accounts."""

from app.core.errors import Conflict, NotSignedIn, ProblemDetail


class EmailTaken(Conflict):
    code = "email_taken"
    message = "There is already an account with this address."

    def __init__(self) -> None:
        super().__init__(ProblemDetail(field="email", message=self.message))


class InvalidCredentials(NotSignedIn):
    code = "invalid_credentials"
    message = "The address or the password is wrong."
