import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from psycopg.conninfo import timeout_from_conninfo
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy import Engine, text
from sqlalchemy.pool import QueuePool

from app.core import connections
from app.core.routing import APIRouter, SessionDependency
from app.core.settings import settings
from app.main import create_app
from tests.assertions import assert_problem
from tests.authentication import cookies_of_nobody
from tests.link import Link, pool_behind

ME, READY = "/api/accounts/me", "/api/health/ready"


@pytest.fixture
def wire(servers: None) -> Iterator[Link]:
    link = Link(settings().database_url)
    yield link
    link.cut()


@pytest.fixture
def engine(wire: Link, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The product's own engine, at the end of the wire, with one connection."""
    with pool_behind(wire, monkeypatch, database_connections=1) as engine:
        yield engine


@pytest.fixture
def product(engine: Engine, failing_app: FastAPI) -> TestClient:
    """The product with a few routes in which the database fails."""
    return TestClient(failing_app, raise_server_exceptions=False, cookies=cookies_of_nobody())


@pytest.fixture(scope="module")
def failing_app() -> FastAPI:
    """Made once, because the first request to each takes as long as twenty others."""
    app = create_app()
    router = APIRouter(prefix="/api/test")

    @router.get("/statement")
    def run_statement(statement: str, session: SessionDependency) -> None:
        session.connection().execute(text(statement))

    @router.get("/text")
    def look_for_text(session: SessionDependency) -> None:
        session.connection().execute(text("select cast(:value as text)"), {"value": "a\0b"})

    @router.get("/redis")
    def ask_redis(port: int) -> None:
        with Redis(port=port, socket_timeout=0.05, retry=Retry(NoBackoff(), 0)) as redis:
            redis.ping()

    app.include_router(router)
    return app


def run(product: TestClient, statement: str) -> Response:
    return product.get("/api/test/statement", params={"statement": statement})


def test_while_the_database_is_away_clients_are_told_to_come_again(
    product: TestClient, wire: Link
) -> None:
    assert_problem(product.get(ME), 401, "not_signed_in")
    wire.cut()

    for _ in range(3):
        response = product.get(ME)
        problem = assert_problem(response, 503, "unavailable")
        assert response.headers["Retry-After"] == "5"
        assert "127.0.0.1" not in response.text
        assert problem["details"] == []

    wire.mend()
    assert_problem(product.get(ME), 401, "not_signed_in")


def test_nobody_waits_for_ever_for_a_database_that_takes_connections_and_says_nothing(
    product: TestClient, wire: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience = []

    def impatient(parameters: Any) -> float:
        patience.append(timeout_from_conninfo(parameters))
        return 0.05

    monkeypatch.setattr("psycopg.connection.timeout_from_conninfo", impatient)
    wire.cut()
    with socket.create_server(("127.0.0.1", wire.port)):
        assert_problem(product.get(ME), 503, "unavailable")
    # Seconds that it would wait, were the test not in a hurry.
    assert max(patience) <= 5


def test_a_product_without_its_database_lives_but_is_not_ready(
    product: TestClient, wire: Link
) -> None:
    assert product.get(READY).status_code == 200
    wire.cut()

    assert product.get("/api/health/live").status_code == 200
    names = ("database", "migrations", "redis")
    problem = assert_problem(product.get(READY), 503, "not_ready", *names)
    assert [each["message"] for each in problem["details"]] == [
        *["This fails."] * 2,
        "This works.",
    ]
    wire.mend()
    assert product.get(READY).status_code == 200


def test_a_connection_that_is_lost_while_idle_costs_nobody_an_answer(
    product: TestClient, wire: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOMENT", 0)
    assert_problem(product.get(ME), 401, "not_signed_in")
    wire.cut()
    wire.mend()

    assert_problem(product.get(ME), 401, "not_signed_in")


def test_a_connection_that_is_lost_in_the_middle_of_a_query(
    product: TestClient, wire: Link
) -> None:
    with ThreadPoolExecutor() as threads:
        answer = threads.submit(run, product, "select pg_sleep(20)")
        while not wire.connections:
            threading.Event().wait(0.01)
        wire.cut()
        assert_problem(answer.result(), 503, "unavailable")

    wire.mend()
    assert_problem(product.get(ME), 401, "not_signed_in")


@pytest.mark.parametrize(
    ("statement", "status", "code"),
    [
        ("select pg_terminate_backend(pg_backend_pid())", 503, "unavailable"),
        ("set transaction read only; create table never (id int)", 503, "unavailable"),
        ("set local statement_timeout = 1; select pg_sleep(20)", 503, "took_too_long"),
        ("do $$ begin raise sqlstate '40P01'; end $$", 409, "concurrent_change"),
        ("do $$ begin raise sqlstate '40001'; end $$", 409, "concurrent_change"),
        ("do $$ begin raise sqlstate '55P03'; end $$", 409, "concurrent_change"),
        ("do $$ begin raise sqlstate '25P03'; end $$", 503, "took_too_long"),
        ("do $$ begin raise unique_violation; end $$", 409, "conflict"),
        ("do $$ begin raise foreign_key_violation; end $$", 409, "conflict"),
        ("do $$ begin raise exclusion_violation; end $$", 409, "conflict"),
        ("do $$ begin raise too_many_connections; end $$", 503, "unavailable"),
        ("do $$ begin raise disk_full; end $$", 503, "unavailable"),
        ("do $$ begin raise cannot_connect_now; end $$", 503, "unavailable"),
        ("do $$ begin raise connection_failure; end $$", 503, "unavailable"),
        ("select 2147483647::int + 1", 422, "validation_failed"),
        ("select nonsense", 500, "internal_error"),
        ("do $$ begin raise not_null_violation; end $$", 500, "internal_error"),
    ],
)
def test_each_refusal_of_the_database_has_its_kind(
    product: TestClient, statement: str, status: int, code: str
) -> None:
    assert_problem(run(product, statement), status, code)
    assert_problem(product.get(ME), 401, "not_signed_in")


def test_text_that_no_column_can_hold_is_refused(product: TestClient) -> None:
    assert_problem(product.get("/api/test/text"), 422, "validation_failed")


def test_when_all_connections_are_taken_a_request_does_not_wait_for_ever(
    product: TestClient, engine: Engine
) -> None:
    assert isinstance(engine.pool, QueuePool)
    engine.pool._timeout = 0.05
    with engine.connect():
        response = product.get(ME)

    assert_problem(response, 503, "unavailable")
    assert_problem(product.get(ME), 401, "not_signed_in")


def test_no_statement_may_take_for_ever(product: TestClient, engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.execute(text("show statement_timeout")).scalar() == "30s"


def test_a_redis_that_is_gone_or_silent_is_told_in_the_same_way(product: TestClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for port in (9, silent.getsockname()[1]):
            answer = product.get("/api/test/redis", params={"port": port})
            assert_problem(answer, 503, "unavailable")


def test_an_outage_is_declared_with_every_route_that_needs_the_database(app: FastAPI) -> None:
    declared = app.openapi()["paths"][ME]["get"]["responses"]["503"]

    assert "unavailable" in declared["description"]
    assert "Retry-After" in declared["headers"]
