"""Traces of requests and of the jobs that they ask for, sent to a server that speaks OpenTelemetry's protocol."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select, update

from app.accounts.jobs import send_welcome_mail
from app.core.jobs.models import QueuedJob, QueuedJobId
from app.core.jobs.running import run
from app.core.logging import JsonFormatter
from app.core.models import utc_now
from app.core.observability import traces
from app.core.project import project
from app.core.settings import observability_settings
from tests.joining import JOIN, app_to_join
from tests.vendors import Vendors

EMAIL = "ada@mail.example"
STRANGERS_TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def visitor(
    vendors: Vendors, committed_database: Session, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    """A browser at a product whose work is traced."""
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://{vendors.address}/")
    monkeypatch.setenv("RELEASE", "f00dcafe")
    observability_settings.cache_clear()
    with TestClient(app_to_join(), raise_server_exceptions=False) as visitor:
        yield visitor
    traces.tracer_provider().shutdown()
    traces.tracer_provider.cache_clear()
    observability_settings.cache_clear()


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """The lines of the log from now on, as they are in production."""
    seen: list[dict[str, Any]] = []
    formatter = JsonFormatter()
    caplog.handler.addFilter(
        lambda record: seen.append(json.loads(formatter.format(record))) or True
    )
    caplog.set_level(logging.INFO)
    return seen


def spans(vendors: Vendors) -> dict[str, list[Any]]:
    """The spans that were sent until now, by name."""
    traces.send_waiting_spans()
    found: dict[str, list[Any]] = {}
    for span in vendors.spans():
        found.setdefault(span.name, []).append(span)
    return found


def attributes(span: Any) -> dict[str, Any]:
    return {each.key: each.value.string_value or each.value.int_value for each in span.attributes}


def join(visitor: TestClient) -> None:
    answer = visitor.post(
        f"{JOIN}?note=query-secret",
        json={"email": EMAIL, "name": "Ada Example"},
        headers={"traceparent": f"00-{STRANGERS_TRACE}-b7ad6b7169203331-01"},
    )
    assert answer.status_code == 201


def only_job(database: Session) -> QueuedJobId:
    return QueuedJobId(database.exec(select(QueuedJob.id)).one())


def test_a_job_is_a_child_of_the_request_that_asked_for_it_however_often_it_is_tried(
    visitor: TestClient, committed_database: Session, vendors: Vendors, lines: list[dict[str, Any]]
) -> None:
    join(visitor)
    job_id = only_job(committed_database)
    # Nobody takes mails here, so it is put off.
    run(job_id)
    committed_database.exec(update(QueuedJob).values(due_at=utc_now()))
    committed_database.commit()
    run(job_id)

    found = spans(vendors)
    (request,) = found[f"POST {JOIN}"]
    assert attributes(request)["http.response.status_code"] == 201
    tries = found[send_welcome_mail.name]
    assert len(tries) == 2
    for each in tries:
        assert (each.trace_id, each.parent_span_id) == (request.trace_id, request.span_id)
        assert attributes(each) == {"job.id": job_id, "job.outcome": "put off"}
    # Each statement belongs to the request or to a try: what the worker asks besides is not traced.
    (added,) = [each for each in found["INSERT"] if "INTO users" in str(each)]
    assert added.parent_span_id == request.span_id
    owners = {request.span_id, *(each.span_id for each in tries)}
    statements = [*found["SELECT"], *found["INSERT"], *found["UPDATE"]]
    assert {each.parent_span_id for each in statements} == owners

    told = [line for line in lines if line["message"].startswith(("POST ", "job put off"))]
    assert [line["trace_id"] for line in told] == [request.trace_id.hex()] * 3
    assert request.trace_id.hex() != STRANGERS_TRACE


def test_nothing_that_a_person_typed_is_sent(
    visitor: TestClient, committed_database: Session, vendors: Vendors
) -> None:
    join(visitor)
    visitor.request("ADA@MAIL.EXAMPLE", f"/api/people/{EMAIL}")
    run(only_job(committed_database))

    traces.send_waiting_spans()
    sent = b"".join(vendors.bodies("/v1/traces"))
    assert b"INSERT INTO users" in sent
    for secret in (
        EMAIL,
        EMAIL.upper(),
        "Ada Example",
        "query-secret",
        *visitor.cookies.values(),
    ):
        assert secret.encode() not in sent
    for known in (project().slug, "f00dcafe", "/api/people/[e-mail]"):
        assert known.encode() in sent


def test_a_process_that_ends_sends_what_it_has(visitor: TestClient, vendors: Vendors) -> None:
    visitor.get("/api/health/live")
    visitor.get("/api/accounts/me")
    assert vendors.spans() == []

    visitor.__exit__()

    assert "GET /api/accounts/me" in [span.name for span in vendors.spans()]
    assert "health" not in str(vendors.spans())
