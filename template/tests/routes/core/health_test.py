import pytest
from fastapi.testclient import TestClient

from app.core import health
from tests.assertions import assert_problem


def test_a_living_product_is_ready(client: TestClient) -> None:
    assert client.get("/api/health/live").json() == {"status": "ok"}
    assert client.get("/api/health/ready").json() == {"status": "ok"}


def test_a_product_without_redis_lives_but_is_not_ready(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = health.settings().model_copy(update={"redis_url": "redis://127.0.0.1:9/0"})
    monkeypatch.setattr(health, "settings", lambda: nowhere)

    assert client.get("/api/health/live").status_code == 200
    assert_problem(client.get("/api/health/ready"), 503, "not_ready", "redis")
