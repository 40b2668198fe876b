"""Switches on what the variables ask for, for as long as a process serves."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager

from fastapi import FastAPI

from app.core.settings import observability_settings


def add_observing_middleware(app: FastAPI) -> None:
    """Put what has to see each request before everything else, if anything has to."""
    if observability_settings().metrics_port:
        from app.core.observability.metrics import RequestMetrics

        app.add_middleware(RequestMetrics)


@contextmanager
def observed() -> Generator[None]:
    """Observe this process until the block ends."""
    chosen = observability_settings()
    with ExitStack() as stack:
        if chosen.sentry_dsn:
            from app.core.observability.error_reports import reporting_errors

            stack.enter_context(reporting_errors())
        if chosen.metrics_port:
            from app.core.observability.metrics import serving_metrics, watch_pool

            watch_pool()
            stack.enter_context(serving_metrics(chosen.metrics_host, chosen.metrics_port))
        yield
