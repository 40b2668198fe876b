"""What several tests assert."""

from typing import Any

from httpx2 import Response


def assert_problem(
    response: Response, status: int, code: str, *fields: str | None
) -> dict[str, Any]:
    """The answer is a failure in the envelope, about exactly these fields. Returns the envelope."""
    assert response.status_code == status, response.text
    problem: dict[str, Any] = response.json()
    assert set(problem) == {"code", "message", "details", "request_id"}
    assert problem["code"] == code
    assert problem["message"].endswith(".")
    assert problem["request_id"] == response.headers["X-Request-ID"]
    assert [detail["field"] for detail in problem["details"]] == list(fields)
    return problem
