"""The page about jobs in production: for those alone who look after them."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.core.jobs.models import QueuedJob
from app.core.models import utc_now
from app.main import create_app
from tests.assertions import assert_problem

PAGE = "/api/admin/jobs"


@pytest.fixture
def failed(database: Session) -> QueuedJob:
    row = QueuedJob(name="app.things.jobs.polish", arguments=[], queue="low", failed_at=utc_now())
    database.add(row)
    database.commit()
    return row


def test_an_administrator_sees_the_jobs_and_tries_them_again(
    admin_client: TestClient, database: Session, failed: QueuedJob
) -> None:
    page = admin_client.get(PAGE).text
    assert failed.name in page
    assert "/api/development" not in page
    assert f'action="{PAGE}/{failed.id}/retry"' in page
    assert admin_client.get("/api/admin/style.css").headers["Content-Type"].startswith("text/css")

    answer = admin_client.post(f"{PAGE}/{failed.id}/retry")

    assert answer.url.path == PAGE
    database.refresh(failed)
    assert failed.state == "waiting"


@pytest.mark.parametrize("deed", ["retry", "{id}/retry", "{id}/discard"])
def test_nobody_else_does(
    user_client: TestClient, client: TestClient, database: Session, failed: QueuedJob, deed: str
) -> None:
    target = f"{PAGE}/{deed.format(id=failed.id)}"

    assert_problem(user_client.get(PAGE), 403, "forbidden")
    assert_problem(client.get(PAGE), 401, "not_signed_in")
    assert_problem(user_client.post(target), 403, "forbidden")
    database.refresh(failed)
    assert failed.state == "failed"


def test_production_has_the_page(database: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")

    assert_problem(TestClient(create_app()).get(PAGE), 401, "not_signed_in")
