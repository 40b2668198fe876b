"""What a worker tells those who watch it."""

import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update
from sqlmodel import Session, col

from app.accounts.jobs import send_welcome_mail
from app.accounts.models import UserId
from app.core.context import current_request_id, current_user_id
from app.core.database import unit_of_work
from app.core.jobs import enqueue
from app.core.jobs.models import QueuedJob, QueuedJobId
from app.core.tracing import traces
from tests.factories.accounts import UserFactory
from tests.mailbox import Mailbox
from tests.vendors import Vendors

TRACE = "0af7651916cd43dd8448eb211c80319c"

pytestmark = pytest.mark.usefixtures("worker_process", "committed_database")


@pytest.fixture
def as_somebody(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if in a traced request of a signed-in person."""
    monkeypatch.setattr(traces, "parent", lambda: f"00-{TRACE}-b7ad6b7169203331-01")
    as_request, as_user = current_request_id.set("request-7"), current_user_id.set("user_7")
    yield
    current_request_id.reset(as_request)
    current_user_id.reset(as_user)


def ask_for_a_job_that_fails() -> QueuedJobId:
    """What it is given is not what it takes, as after a change of its code."""
    with unit_of_work() as session:
        job_id = enqueue(session, send_welcome_mail, UserId.new())
        assert job_id is not None
        session.exec(
            update(QueuedJob)
            .where(col(QueuedJob.id) == job_id)
            .values(arguments=["token=hunter2 of hunter2@mail.example"])
        )
    return job_id


def wait_for_report(job_id: QueuedJobId, vendors: Vendors) -> None:
    """Until the job's failure has been reported, which the next test would otherwise be told."""
    vendors.wait_for(lambda: job_id in str(vendors.error_reports()))


def test_a_job_that_fails_is_reported_once_and_says_who_asked_for_it(
    as_somebody: None, vendors: Vendors
) -> None:
    job_id = ask_for_a_job_that_fails()
    last_id = ask_for_a_job_that_fails()

    vendors.wait_for(lambda: last_id in str(vendors.error_reports()))
    report, last = vendors.error_reports()
    assert last["tags"]["job_id"] == last_id
    assert report["tags"] == {
        "request_id": "request-7",
        "job": send_welcome_mail.name,
        "job_id": job_id,
        "trace_id": TRACE,
    }
    assert report["user"] == {"id": "user_7"}
    assert report["release"] == "f00dcafe"
    assert report["transaction"] == send_welcome_mail.name
    assert "hunter2" not in json.dumps(report)


def test_the_forked_processes_send_their_spans(as_somebody: None, vendors: Vendors) -> None:
    job_id = ask_for_a_job_that_fails()

    def spans_of_job() -> list[Any]:
        return [span for span in vendors.spans() if job_id in str(span.attributes)]

    (span,) = vendors.wait_for(spans_of_job)
    assert span.name == send_welcome_mail.name
    assert span.trace_id.hex() == TRACE
    assert span.status.code == span.status.STATUS_CODE_ERROR
    assert "hunter2" not in str(vendors.spans())
    wait_for_report(job_id, vendors)


def test_a_job_that_is_tried_again_is_no_error(
    committed_database: Session, mailbox: Mailbox, vendors: Vendors
) -> None:
    user = UserFactory.create(committed_database)
    mailbox.refuse_next = 1
    with unit_of_work() as session:
        enqueue(session, send_welcome_mail, user.id)
    mailbox.wait_for(user.email)

    last_id = ask_for_a_job_that_fails()
    vendors.wait_for(vendors.error_reports)

    (report,) = vendors.error_reports()
    assert report["tags"]["job_id"] == last_id


def test_jobs_are_counted_by_name_and_outcome(vendors: Vendors, worker_metrics_port: int) -> None:
    def failed() -> float:
        address = f"http://127.0.0.1:{worker_metrics_port}/metrics"
        with urllib.request.urlopen(address) as answer:
            families = text_string_to_metric_families(answer.read().decode())
            return sum(
                sample.value
                for family in families
                for sample in family.samples
                if sample.name == "job_duration_seconds_count"
                and sample.labels == {"job": send_welcome_mail.name, "outcome": "failed"}
            )

    before = failed()
    job_id = ask_for_a_job_that_fails()

    vendors.wait_for(lambda: failed() == before + 1)
    wait_for_report(job_id, vendors)
