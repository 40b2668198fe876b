from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text

from app.core import health, redis_connection
from app.core.error_handlers import install_error_handlers
from app.core.health import health_router
from app.core.settings import settings
from tests.assertions import assert_problem

READY = "/api/health/ready"


@pytest.fixture
def version(servers: None) -> Iterator[list[str]]:
    """What the database says that it has been through; put back after the test."""
    engine = create_engine(settings().database_url)
    with engine.begin() as connection:
        found = connection.execute(text("select version_num from alembic_version")).scalars()
        before = [str(revision) for revision in found]
    yield before
    with engine.begin() as connection:
        connection.execute(text("delete from alembic_version"))
        for revision in before:
            connection.execute(text("insert into alembic_version values (:one)"), {"one": revision})
    engine.dispose()


def test_a_living_product_is_ready(client: TestClient) -> None:
    assert client.get("/api/health/live").json()["status"] == "ok"
    assert client.get(READY).json() == {
        "status": "ok",
        "checks": {"database": "ok", "migrations": "ok", "redis": "ok"},
    }


def test_a_product_without_redis_lives_but_is_not_ready(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = settings().model_copy(update={"redis_url": "redis://127.0.0.1:9/0"})
    monkeypatch.setattr(redis_connection, "settings", lambda: nowhere)

    assert client.get("/api/health/live").status_code == 200
    response = client.get(READY)
    problem = assert_problem(response, 503, "not_ready", "database", "migrations", "redis")
    assert [each["message"] for each in problem["details"]] == [
        *["This works."] * 2,
        "This fails.",
    ]
    assert response.headers["Retry-After"]
    assert "127.0.0.1" not in response.text


def change(statement: str) -> None:
    with health.engine().begin() as connection:
        connection.execute(text(statement))


def test_a_database_that_lacks_a_migration_is_not_ready(
    client: TestClient, version: list[str]
) -> None:
    change(f"delete from alembic_version where version_num = '{version[0]}'")

    problem = assert_problem(client.get(READY), 503, "not_ready", "database", "migrations", "redis")
    assert problem["details"][1]["message"] == "This fails."


def test_one_that_a_newer_version_has_migrated_is(client: TestClient, version: list[str]) -> None:
    change("insert into alembic_version values ('of_a_version_to_come')")

    assert client.get(READY).status_code == 200


def test_a_feature_has_checks_of_its_own() -> None:
    def lose_the_mail() -> None:
        raise OSError("mail.internal.example refused the password hunter2")

    app = FastAPI()
    app.include_router(health_router({"mail": lose_the_mail}))
    names = ("database", "migrations", "redis", "mail")
    assert tuple(health.CHECKS) == names[:3]
    install_error_handlers(app)
    response = TestClient(app).get("/health/ready")
    assert response.status_code == 503
    assert response.json()["details"][-1] == {"field": "mail", "message": "This fails."}
    assert "hunter2" not in response.text
