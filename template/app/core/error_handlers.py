"""Every failure becomes the one envelope."""

import logging
import re
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.core.context import current_request_id
from app.core.errors import AppError, Invalid, NotFound, Problem, ProblemDetail
from app.core.outages import OUTAGES, refusal

logger = logging.getLogger(__name__)

SENTENCES = {
    400: AppError.message,
    401: "Sign in to continue.",
    403: "You may not do this.",
    404: NotFound.message,
    405: "This address does not take that method.",
    413: "That is more than this address takes.",
    500: "Something went wrong on our side.",
}


#: Where the name that HTTP has differs between versions of Python.
CODES = {413: "too_large", 422: "validation_failed"}


def problem_response(
    status: int,
    code: str,
    message: str,
    details: list[ProblemDetail] | None = None,
    headers: Any = None,
) -> JSONResponse:
    """An answer in the envelope."""
    problem = Problem(
        code=code, message=message, details=details or [], request_id=current_request_id.get()
    )
    response = JSONResponse(problem.model_dump(), status_code=status, headers=headers)
    # Else a proxy may go on answering 404 for a file that is there since the next version was started.
    response.headers["Cache-Control"] = "no-store"
    return response


def crash_response() -> JSONResponse:
    """The answer when nobody expected the failure. It says nothing about it: that is in the log."""
    return problem_response(500, "internal_error", SENTENCES[500])


def app_error_response(error: AppError) -> JSONResponse:
    """The answer that an error of ours becomes."""
    if error.internal:
        level = logging.WARNING if error.status >= 500 else logging.INFO
        logger.log(level, "refused", extra={"code": error.code, "reason": error.internal})
    headers = dict(error.headers)
    if error.retry_after:
        headers["Retry-After"] = str(error.retry_after)
    return problem_response(error.status, error.code, error.message, error.details, headers)


def answer_http_exception(error: HTTPException) -> JSONResponse:
    if error.status_code == 400 and isinstance(error.__cause__, ValueError | RecursionError):
        # FastAPI tells JSON with a misplaced comma from JSON that is no text, too deep or has a number without end.
        unreadable = ProblemDetail(field=None, message="This is not valid JSON.")
        return app_error_response(Invalid(unreadable, internal=str(error.__cause__)))
    phrase = HTTPStatus(error.status_code).phrase
    named = phrase.lower().replace(" ", "_").replace("-", "_").replace("'", "")
    code = CODES.get(error.status_code, named)
    message = SENTENCES.get(error.status_code, f"{phrase.capitalize()}.")
    return problem_response(error.status_code, code, message, headers=error.headers)


def answer_invalid_request(error: RequestValidationError) -> JSONResponse:
    problems = error.errors()
    if any(problem["loc"][0] == "path" for problem in problems):
        # An address that cannot be read, such as one with the id of something else, leads nowhere.
        return app_error_response(NotFound())
    details = [
        ProblemDetail(field=field_of(problem["loc"]), message=sentence(problem))
        for problem in problems
    ]
    return app_error_response(Invalid(*details))


def answer_outage(error: Exception) -> JSONResponse:
    """Raises the error itself if it is none of those that pass."""
    told = refusal(error)
    if told is None:
        raise error
    return app_error_response(told)


def field_of(location: tuple[str | int, ...]) -> str | None:
    """The field as the client sent it: `title`, `tags.0`. Where it was sent (body, query) is left out."""
    if location[0] == "body" and len(location) == 2 and isinstance(location[1], int):
        # The position in a body that is no JSON.
        return None
    return ".".join(str(part) for part in location[1:]) or None


def sentence(problem: dict[str, Any]) -> str:
    text: str = problem["msg"].removeprefix("Value error, ")
    if problem["type"] == "json_invalid":
        text = "This is not valid JSON"
    if problem["type"] == "missing":
        text = "This is required"
    text = re.sub(r"^(Input|String|Value) should", "This should", text)
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def install_error_handlers(app: FastAPI) -> None:
    """Make an application answer every failure in the envelope."""

    # Coroutines, because Starlette gives any other handler a thread of its own.
    @app.exception_handler(AppError)
    async def handle_app_error(_: Request, error: AppError) -> JSONResponse:
        return app_error_response(error)

    @app.exception_handler(HTTPException)
    async def handle_http_exception(_: Request, error: HTTPException) -> JSONResponse:
        return answer_http_exception(error)

    @app.exception_handler(RequestValidationError)
    async def handle_invalid_request(_: Request, error: RequestValidationError) -> JSONResponse:
        return answer_invalid_request(error)

    async def handle_outage(_: Request, error: Exception) -> JSONResponse:
        return answer_outage(error)

    for kind in OUTAGES:
        app.add_exception_handler(kind, handle_outage)
