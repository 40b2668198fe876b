"""What can go wrong with challenges."""

from app.core.errors import AppError, ProblemDetail


class CodeWrong(AppError):
    code = "code_wrong"
    message = "This code is wrong or too old."

    def __init__(self) -> None:
        super().__init__(ProblemDetail(field="code", message=self.message))


class LinkWrong(AppError):
    code = "link_wrong"
    message = "This link was used already, or is too old."
