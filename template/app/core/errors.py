"""The errors that a client is told about, and the one envelope that tells them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, Field


class ProblemDetail(BaseModel):
    """One thing that was wrong with a request."""

    field: str | None = Field(
        description="The field as it was sent, or null for the request as a whole."
    )
    message: str = Field(description="What is wrong, in a sentence.")


class Problem(BaseModel):
    """Why a request failed."""

    code: str = Field(description="A stable name for programs.", examples=["not_found"])
    message: str = Field(description="A sentence for people.")
    details: list[ProblemDetail] = Field(description="What was wrong, field by field.")
    request_id: str = Field(description="Names this request in the server's log.")


class AppError(Exception):
    """A failure that the client may know about. Subclasses name it.

    `internal` is written to the log and never sent.
    """

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"
    message: ClassVar[str] = "This request cannot be understood."
    #: Seconds after which it makes sense to try again, for failures that pass by themselves.
    retry_after: int | None = None
    #: What else a client is told in the head of the answer.
    headers: Mapping[str, str] = {}

    def __init__(
        self,
        *details: ProblemDetail,
        internal: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(internal or self.message)
        self.details = list(details)
        self.internal = internal
        self.retry_after = retry_after or self.retry_after


class NotSignedIn(AppError):
    status = 401
    code = "not_signed_in"
    message = "Sign in to continue."


class Forbidden(AppError):
    status = 403
    code = "forbidden"
    message = "You may not do this."


class NotFound(AppError):
    status = 404
    code = "not_found"
    message = "There is nothing here."


class Conflict(AppError):
    status = 409
    code = "conflict"
    message = "This clashes with something that is already there."


class Invalid(AppError):
    status = 422
    code = "validation_failed"
    message = "Some of what was sent is not valid."


RETRY_AFTER = {
    "Retry-After": {
        "description": "Seconds to wait before trying again.",
        "schema": {"type": "integer", "minimum": 1},
    }
}


def problems(*errors: type[AppError]) -> dict[int | str, dict[str, Any]]:
    """The answers that these errors become, in the form that a route's `responses` takes."""
    answers: dict[int | str, dict[str, Any]] = {}
    for error in dict.fromkeys(errors):
        answer = answers.setdefault(error.status, {"model": Problem, "description": ""})
        told = f"`{error.code}`: {error.message}"
        answer["description"] = f"{answer['description']} {told}".lstrip()
        if error.retry_after:
            answer["headers"] = RETRY_AFTER
    return answers


#: Every route may answer with these: the errors that need no mention of their own.
ANY_PROBLEM: dict[int | str, dict[str, Any]] = {
    "default": {"model": Problem, "description": "The request failed; the body says why."}
}
