import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.main import create_app
from tests.assertions import assert_problem

ME = "/api/accounts/me"


@pytest.fixture
def crashing_client() -> TestClient:
    app = create_app()

    @app.get("/api/crash")
    def crash() -> None:
        raise RuntimeError("the database password is hunter2")

    return TestClient(app)


def test_an_unknown_address_is_told_in_the_envelope(client: TestClient) -> None:
    assert_problem(client.get("/api/nothing"), 404, "not_found")
    assert_problem(client.get("/api/accounts/me/"), 404, "not_found")


def test_a_method_that_an_address_does_not_take(client: TestClient) -> None:
    assert_problem(client.put("/api/accounts/me"), 405, "method_not_allowed")


def test_a_crash_tells_the_log_everything_and_the_client_nothing(
    crashing_client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = crashing_client.get("/api/crash")

    assert_problem(response, 500, "internal_error")
    assert "hunter2" not in response.text
    assert "hunter2" in caplog.text


def test_each_request_has_an_id_of_its_own(client: TestClient) -> None:
    ids = {
        client.get("/api/health/live", headers={"X-Request-ID": "mine"}).headers["X-Request-ID"]
        for _ in range(3)
    }

    assert len(ids) == 3
    assert "mine" not in ids


def test_a_body_that_is_no_json(user_client: TestClient) -> None:
    response = user_client.patch(ME, content="{", headers={"Content-Type": "application/json"})

    problem = assert_problem(response, 422, "validation_failed", None)
    assert problem["details"][0]["message"] == "This is not valid JSON."


@pytest.mark.parametrize(
    ("content", "status", "code", "field"),
    [
        (b"\xff\xfe", 422, "validation_failed", (None,)),
        (b'{"email": "\xff"}', 422, "validation_failed", (None,)),
        (b"[" * 200_000, 422, "validation_failed", (None,)),
        (b'{"name": ' + b"9" * 5000 + b"}", 422, "validation_failed", (None,)),
        (b'{"name": 9e999}', 422, "validation_failed", ("name",)),
        (b'{"name": NaN}', 422, "validation_failed", ("name",)),
        (b'{"name": "\\ud800"}', 422, "validation_failed", ("name",)),
        (b'{"name": "a\\u0000b"}', 422, "validation_failed", ("name",)),
        (b'"name"', 422, "validation_failed", (None,)),
        (b"null", 422, "validation_failed", (None,)),
        (b"", 422, "validation_failed", (None,)),
    ],
)
def test_hostile_bodies(
    user_client: TestClient, content: bytes, status: int, code: str, field: tuple[str | None, ...]
) -> None:
    response = user_client.patch(
        "/api/accounts/me", content=content, headers={"Content-Type": "application/json"}
    )

    assert_problem(response, status, code, *field)


@pytest.mark.parametrize(
    "path", ["%00", "%ff%fe", "accounts/me%00", "accounts/%2e%2e/me", "x" * 5000, "..;/", "%0a"]
)
def test_hostile_addresses(client: TestClient, path: str) -> None:
    assert_problem(client.get(f"/api/{path}"), 404, "not_found")


def test_a_form_of_another_site_is_no_json(user_client: TestClient) -> None:
    response = user_client.patch(
        ME,
        content='{"name": "Ada Example"}',
        headers={"Content-Type": "text/plain"},
    )

    assert_problem(response, 422, "validation_failed", None)


def test_pages_of_other_sites_are_refused(user_client: TestClient) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = user_client.patch(ME, json={"name": "Ada Example"}, headers=headers)
        assert_problem(answer, 403, "cross_origin")


def test_our_own_page_is_not(user_client: TestClient) -> None:
    headers = {"Origin": "http://testserver"}

    answer = user_client.patch(ME, json={"name": "Ada Example"}, headers=headers)
    assert answer.status_code == 200


def test_answers_forbid_what_browsers_would_guess(client: TestClient) -> None:
    headers = client.get("/api/health/live").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("environment", "status"), [("development", 200), ("test", 200), ("production", 404)]
)
def test_production_does_not_show_the_documentation(
    monkeypatch: pytest.MonkeyPatch, environment: str, status: int
) -> None:
    monkeypatch.setenv("ENVIRONMENT", environment)
    app: FastAPI = create_app()

    for path in ("/api/docs", "/api/openapi.json"):
        assert TestClient(app).get(path).status_code == status
