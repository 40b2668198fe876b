"""Events of the product, sent to a server that speaks PostHog's protocol."""

import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, col, func, select, update

from app.core.jobs.models import QueuedJob, QueuedJobId
from app.core.jobs.running import run
from app.core.product_events import send_event
from app.core.settings import observability_settings
from tests.joining import JOIN, app_to_join
from tests.utils import free_port
from tests.vendors import Vendors

EMAIL = "ada@mail.example"


@pytest.fixture
def counted(vendors: Vendors, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("POSTHOG_KEY", "phc_public")
    monkeypatch.setenv("POSTHOG_HOST", f"http://{vendors.address}")
    observability_settings.cache_clear()
    yield
    observability_settings.cache_clear()


@pytest.fixture
def client(database: Session) -> TestClient:
    return TestClient(app_to_join())


def join(client: TestClient, **headers: str) -> str:
    data = {"email": EMAIL, "name": "Ada Example"}
    answer = client.post(JOIN, json=data, headers=headers)
    assert answer.status_code == 201
    return answer.json()["id"]


def waiting(database: Session) -> list[QueuedJobId]:
    found = database.exec(select(QueuedJob.id).where(QueuedJob.name == send_event.name)).all()
    return [QueuedJobId(each) for each in found]


def test_a_newcomer_is_counted_by_their_id_alone(
    counted: None, client: TestClient, database: Session, vendors: Vendors
) -> None:
    user_id = join(client)
    (job_id,) = waiting(database)
    assert vendors.product_events() == []

    run(job_id)

    (event,) = vendors.product_events()
    assert event["api_key"] == "phc_public"
    assert (event["event"], event["distinct_id"]) == ("signed up", user_id)
    assert event["properties"] == {"$geoip_disable": True}
    sent = json.dumps(event)
    for secret in (EMAIL, "Ada Example"):
        assert secret not in sent


def test_an_event_waits_for_posthog_to_come_back(
    counted: None,
    client: TestClient,
    database: Session,
    vendors: Vendors,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    join(client)
    (job_id,) = waiting(database)
    with monkeypatch.context() as away:
        away.setenv("POSTHOG_HOST", f"http://127.0.0.1:{free_port()}")
        observability_settings.cache_clear()
        run(job_id)
    observability_settings.cache_clear()
    assert waiting(database) == [job_id]

    database.exec(update(QueuedJob).where(col(QueuedJob.id) == job_id).values(due_at=func.now()))
    database.commit()
    run(job_id)

    assert len(vendors.product_events()) == 1
    assert waiting(database) == []


@pytest.mark.parametrize(
    ("status", "tried_again"), [(429, True), (500, True), (503, True), (400, False), (401, False)]
)
def test_an_event_that_posthog_refuses_is_sent_again_where_that_may_help(
    counted: None,
    client: TestClient,
    database: Session,
    vendors: Vendors,
    status: int,
    tried_again: bool,
) -> None:
    join(client)
    (job_id,) = waiting(database)
    vendors.status = status

    run(job_id)

    database.expire_all()
    refused = database.get_one(QueuedJob, job_id)
    assert str(status) in (refused.error or "")
    assert (refused.failed_at is None) is tried_again


@pytest.mark.parametrize("header", ["DNT", "Sec-GPC"])
def test_who_asks_not_to_be_followed_is_not_counted(
    counted: None, client: TestClient, database: Session, header: str
) -> None:
    join(client, **{header: "1"})

    assert waiting(database) == []


def test_without_a_key_nobody_is_counted(client: TestClient, database: Session) -> None:
    join(client)

    assert waiting(database) == []
