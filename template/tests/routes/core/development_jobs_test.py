"""The page about jobs, which developers see and production does not have."""

import re

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.core.jobs.models import QueuedJob
from app.core.jobs.overview import announce_worker
from app.core.jobs.scheduling import Scheduler
from app.core.models import utc_now
from app.core.redis_connection import open_redis
from app.core.settings import settings
from app.main import create_app

PAGE = "/api/development/jobs"


@pytest.fixture
def failed(database: Session) -> QueuedJob:
    row = QueuedJob(
        name="app.things.jobs.polish",
        arguments=["something private"],
        queue="low",
        failed_at=utc_now(),
        error="Stubborn: <script>alert(1)</script>",
        traceback="in polish",
    )
    database.add(row)
    database.commit()
    return row


def test_failed_jobs_are_shown_with_what_went_wrong(client: TestClient, failed: QueuedJob) -> None:
    page = client.get(PAGE).text

    assert "app.things.jobs.polish" in page
    assert "in polish" in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "private" not in page


def test_a_failed_job_is_tried_again_with_a_button(
    client: TestClient, database: Session, failed: QueuedJob
) -> None:
    target = re.search(r'action="([^"]+/retry)"><button>Try again', client.get(PAGE).text)
    assert target is not None

    answer = client.post(target[1], headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 200
    assert answer.url.path == PAGE
    database.refresh(failed)
    assert failed.state == "waiting"


def test_a_failed_job_is_discarded_with_a_button(
    client: TestClient, database: Session, failed: QueuedJob
) -> None:
    client.post(f"{PAGE}/{failed.id}/discard")

    assert database.exec(select(QueuedJob)).all() == []


def test_all_failed_jobs_are_tried_again_with_a_button(
    client: TestClient, database: Session, failed: QueuedJob
) -> None:
    client.post(f"{PAGE}/retry")

    database.refresh(failed)
    assert failed.state == "waiting"


def test_another_sites_page_cannot_press_the_buttons(
    client: TestClient, database: Session, failed: QueuedJob
) -> None:
    answer = client.post(f"{PAGE}/retry", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    database.refresh(failed)
    assert failed.state == "failed"


def test_workers_scheduler_and_schedules_are_shown(client: TestClient) -> None:
    assert "No worker runs" in client.get(PAGE).text
    assert "No scheduler runs" in client.get(PAGE).text

    with open_redis() as redis:
        announce_worker(redis, utc_now())
        Scheduler(redis, []).beat()

    page = client.get(PAGE).text
    assert "<strong>1</strong> worker" in page
    assert "Active scheduler" in page
    assert "app.core.mail.jobs.delete_old_deliveries" in page


def test_without_redis_the_page_says_so(
    client: TestClient, failed: QueuedJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "redis_url", "redis://127.0.0.1:9")

    page = client.get(PAGE).text

    assert "Redis does not answer" in page
    assert "app.things.jobs.polish" in page


def test_pages_carry_no_style_or_script_of_their_own(client: TestClient) -> None:
    for path in (PAGE, "/api/development"):
        page = client.get(path).text
        assert re.findall(r"<script|<style|\bstyle=|\bon\w+=", page) == []
        for address in re.findall(r'<link rel="stylesheet" href="([^"]+)"', page):
            assert client.get(address).headers["Content-Type"].startswith("text/css")
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "style-src 'self';" in policy
        assert "form-action 'self'" in policy


def test_production_has_no_such_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")
    client = TestClient(create_app())

    for path in ("", "/jobs", "/style.css"):
        assert client.get(f"/api/development{path}").status_code == 404
    assert client.post(f"{PAGE}/retry").status_code == 404
