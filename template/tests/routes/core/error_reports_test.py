"""Error reports of requests, sent to a server that speaks Sentry's protocol."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.accounts.dependencies import CurrentUser
from app.accounts.models import User
from app.core.errors import NotFound
from app.core.project import project
from app.core.routing import APIRouter
from app.core.settings import observability_settings
from app.main import create_app
from tests.factories.accounts import UserFactory
from tests.utils import sign_in
from tests.vendors import Vendors

PASSWORD = "seven quiet rivers"

router = APIRouter()


@router.post("/orders/{order_id}")
def crash(order_id: str, data: dict[str, str], user: CurrentUser) -> None:
    raise RuntimeError(f"password={data['password']} of {user.email}")


@router.get("/refused")
def refuse() -> None:
    raise NotFound(internal="nobody's fault")


@router.get("/complaint")
async def complain() -> None:
    logging.getLogger("some.library").error("trouble with token=hunter2 of %s", "a@mail.example")


@pytest.fixture
def settings_of_test() -> Iterator[None]:
    yield
    observability_settings.cache_clear()


@pytest.fixture
def reporting_app(
    vendors: Vendors, database: Session, settings_of_test: None, monkeypatch: pytest.MonkeyPatch
) -> FastAPI:
    monkeypatch.setenv("SENTRY_DSN", vendors.sentry_dsn)
    monkeypatch.setenv("SENTRY_OUTSIDE_PRODUCTION", "yes")
    monkeypatch.setenv("RELEASE", "f00dcafe")
    observability_settings.cache_clear()
    app = create_app()
    app.include_router(router, prefix="/api/shop")
    return app


@pytest.fixture
def visitor(reporting_app: FastAPI) -> Iterator[TestClient]:
    with TestClient(reporting_app) as client:
        yield client


def reports(vendors: Vendors) -> list[dict[str, Any]]:
    sentry_sdk.flush()
    return vendors.error_reports()


def test_a_crash_is_reported_once_and_says_whose_request_it_was(
    visitor: TestClient, database: Session, vendors: Vendors
) -> None:
    user = UserFactory.create(database)
    sign_in(visitor, database, user)

    answer = visitor.post("/api/shop/orders/7", json={"password": PASSWORD})

    assert answer.status_code == 500
    (report,) = reports(vendors)
    assert report["tags"].keys() == {"request_id", "known_by"}
    assert report["tags"]["request_id"] == answer.headers["X-Request-ID"]
    assert report["user"] == {"id": user.id}
    assert report["release"] == "f00dcafe"
    assert report["environment"] == "test"
    assert report["transaction"] == "POST /api/shop/orders/{order_id}"
    (crash,) = report["exception"]["values"]
    assert crash["type"] == "RuntimeError"
    assert crash["stacktrace"]["frames"][-1]["function"] == "crash"


def test_what_people_typed_and_what_opens_doors_is_not_reported(
    visitor: TestClient, database: Session, vendors: Vendors
) -> None:
    user = UserFactory.create(database)
    sign_in(visitor, database, user)
    (cookie,) = visitor.cookies.values()

    visitor.post(
        "/api/shop/orders/7?reset_token=query-secret",
        json={"password": PASSWORD, "remark": "typed-by-a-person"},
        headers={"Authorization": "Basic header-secret"},
    )

    (report,) = reports(vendors)
    sent = json.dumps(report)
    for secret in (
        PASSWORD,
        user.email,
        user.name,
        cookie,
        "query-secret",
        "header-secret",
        "typed-by-a-person",
    ):
        assert secret not in sent


def test_what_the_product_expects_is_no_error(
    visitor: TestClient, vendors: Vendors, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    visitor.get("/api/shop/refused")
    visitor.get("/api/shop/nothing")
    visitor.patch("/api/accounts/me", json={})

    assert reports(vendors) == []


def test_what_a_library_logs_as_an_error_is_reported(visitor: TestClient, vendors: Vendors) -> None:
    visitor.get("/api/shop/complaint")

    (report,) = reports(vendors)
    assert report["logger"] == "some.library"
    assert report["logentry"]["formatted"] == "trouble with token=[hidden] of [e-mail]"


def test_one_request_is_not_taken_for_another(
    visitor: TestClient, database: Session, vendors: Vendors
) -> None:
    sign_in(visitor, database, UserFactory.create(database))
    visitor.post("/api/shop/orders/7", json={"password": PASSWORD})
    visitor.cookies.clear()
    visitor.get("/api/shop/complaint")

    known, unknown = reports(vendors)
    assert "user" in known
    assert "user" not in unknown
    assert known["tags"] != unknown["tags"]


def test_outside_production_errors_stay_here(
    reporting_app: FastAPI, vendors: Vendors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SENTRY_OUTSIDE_PRODUCTION")
    observability_settings.cache_clear()

    with TestClient(reporting_app) as visitor:
        visitor.get("/api/shop/complaint")

        assert reports(vendors) == []


def test_without_a_release_the_version_is_named(
    reporting_app: FastAPI, vendors: Vendors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RELEASE")
    observability_settings.cache_clear()

    with TestClient(reporting_app) as visitor:
        visitor.get("/api/shop/complaint")

        (report,) = reports(vendors)
        assert report["release"] == f"{project().slug}@{project().version}"


def test_without_an_address_nobody_is_told(client: TestClient, user: User) -> None:
    assert not sentry_sdk.get_client().is_active()
