"""What Prometheus reads about requests."""

import urllib.request
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from app.core.database import engine
from app.core.routing import APIRouter
from app.core.settings import observability_settings
from app.main import create_app
from tests.utils import free_port

router = APIRouter()


@router.get("/orders/{order_id}")
def show_order(order_id: int) -> int:
    return order_id


@router.get("/crash")
def crash() -> None:
    raise RuntimeError


@pytest.fixture(scope="module")
def metrics_address() -> Iterator[str]:
    port = free_port()
    with pytest.MonkeyPatch.context() as variables:
        variables.setenv("METRICS_PORT", str(port))
        observability_settings.cache_clear()
        yield f"http://127.0.0.1:{port}/metrics"
    observability_settings.cache_clear()


@pytest.fixture(scope="module")
def visitor(metrics_address: str) -> Iterator[TestClient]:
    app: FastAPI = create_app()
    app.include_router(router, prefix="/api/shop")
    with TestClient(app) as visitor:
        yield visitor


Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def read(address: str) -> Samples:
    with urllib.request.urlopen(address) as answer:
        families = text_string_to_metric_families(answer.read().decode())
        return {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in families
            for sample in family.samples
        }


def count(samples: Samples, method: str, route: str, status: int) -> float:
    labels = frozenset({"method": method, "route": route, "status": str(status)}.items())
    return samples.get(("http_request_duration_seconds_count", labels), 0)


def test_requests_are_counted_by_the_route_that_they_met(
    visitor: TestClient, metrics_address: str
) -> None:
    before = read(metrics_address)
    for path in ("/orders/1", "/orders/2", "/orders/x", "/crash"):
        visitor.get(f"/api/shop{path}")
    visitor.get("/api/nothing/1")
    visitor.request("INVENTED", "/api/nothing/2")
    after = read(metrics_address)

    def gained(method: str, route: str, status: int) -> float:
        return count(after, method, route, status) - count(before, method, route, status)

    assert gained("GET", "/api/shop/orders/{order_id}", 200) == 2
    assert gained("GET", "/api/shop/orders/{order_id}", 404) == 1
    assert gained("GET", "/api/shop/crash", 500) == 1
    assert gained("GET", "-", 404) == 1
    assert gained("other", "-", 404) == 1


def test_nothing_that_visitors_choose_becomes_a_label(
    visitor: TestClient, metrics_address: str
) -> None:
    visitor.get("/api/shop/orders/123454321")
    visitor.request("PECULIAR", "/api/extraordinary")

    told = str(read(metrics_address))
    for chosen in ("123454321", "PECULIAR", "extraordinary"):
        assert chosen not in told


def test_work_under_way_and_the_pool_are_told(
    servers: None, visitor: TestClient, metrics_address: str
) -> None:
    visitor.get("/api/shop/orders/1")

    samples = read(metrics_address)
    assert samples["http_requests_under_way", frozenset()] == 0
    with engine().connect():
        busier = read(metrics_address)
    in_use = "database_connections_in_use", frozenset()
    assert busier[in_use] == samples[in_use] + 1
    assert samples["database_connections_allowed", frozenset()] == 10


def test_the_public_port_does_not_tell(visitor: TestClient) -> None:
    assert visitor.get("/api/metrics").status_code == 404
    assert "http_request" not in visitor.get("/metrics").text
