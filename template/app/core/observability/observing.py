"""Switches on what the variables ask for, for as long as a process serves."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from app.core.settings import observability_settings


def add_observing_middleware(app: FastAPI) -> None:
    """Put what has to see each request before everything else, if anything has to."""
    if observability_settings().metrics_port:
        from app.core.observability.metrics import RequestMetrics

        app.add_middleware(RequestMetrics)


def traced_requests() -> TelemetryConfig:
    """What FastAPI is told about tracing: nothing, unless there is a collector."""
    if observability_settings().otel_exporter_otlp_endpoint:
        from app.core.observability import traces

        return traces.traced_requests()
    return {"tracing": False, "metrics": False, "logs": False}


@contextmanager
def observed_web() -> Generator[None]:
    """Observe the web process until the block ends."""
    chosen = observability_settings()
    with ExitStack() as stack:
        stack.enter_context(observed())
        if chosen.metrics_port:
            from app.core.observability.metrics import watch_pool
            from app.core.observability.metrics_port import serving_metrics

            watch_pool()
            stack.enter_context(serving_metrics(chosen.metrics_host, chosen.metrics_port))
        yield


@contextmanager
def observed_worker() -> Generator[None]:
    """Observe a worker, and the processes that it forks, until the block ends."""
    chosen = observability_settings()
    with ExitStack() as stack:
        stack.enter_context(observed())
        if chosen.sentry_dsn:
            from celery.signals import worker_process_shutdown

            from app.core.observability.error_reports import send_waiting_reports

            # The forked processes leave without calling what Python calls at the end of a process.
            worker_process_shutdown.connect(send_waiting_reports)
        if chosen.otel_exporter_otlp_endpoint:
            from celery.signals import worker_process_shutdown

            from app.core.observability.traces import send_waiting_spans

            worker_process_shutdown.connect(send_waiting_spans)
        if chosen.worker_metrics_port:
            from app.core.observability.job_metrics import serving_job_metrics

            stack.enter_context(
                serving_job_metrics(chosen.metrics_host, chosen.worker_metrics_port)
            )
        yield


@contextmanager
def observed() -> Generator[None]:
    """Observe what every process has in common until the block ends."""
    with ExitStack() as stack:
        if observability_settings().sentry_dsn:
            from app.core.observability.error_reports import reporting_errors

            stack.enter_context(reporting_errors())
        if observability_settings().otel_exporter_otlp_endpoint:
            from app.core.observability.traces import tracing

            stack.enter_context(tracing())
        yield
