"""What can go wrong with second factors."""

from app.core.errors import AppError, Conflict, NotSignedIn, ProblemDetail


class SignInOver(NotSignedIn):
    code = "sign_in_over"
    message = "This took too long. Sign in again from the start."


class SecondCodeWrong(AppError):
    code = "second_code_wrong"
    message = "This code is wrong, or was used already."

    def __init__(self) -> None:
        super().__init__(ProblemDetail(field="code", message=self.message))


class TwoFactorOn(Conflict):
    code = "two_factor_on"
    message = "Two-factor sign-in is on already."


class TwoFactorOff(Conflict):
    code = "two_factor_off"
    message = "Two-factor sign-in is not on."
