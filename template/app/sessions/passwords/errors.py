"""What can go wrong with passwords."""

from app.core.errors import AppError, NotSignedIn, ProblemDetail


class InvalidCredentials(NotSignedIn):
    code = "invalid_credentials"
    message = "The address or the password is wrong."


class WrongPassword(AppError):
    code = "wrong_password"
    message = "This is not your password."

    def __init__(self) -> None:
        super().__init__(ProblemDetail(field="password", message=self.message))
