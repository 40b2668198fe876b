"""Switches on what the variables ask for, for as long as a process serves."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager

from app.core.settings import observability_settings


@contextmanager
def observed() -> Generator[None]:
    """Observe this process until the block ends."""
    chosen = observability_settings()
    with ExitStack() as stack:
        if chosen.sentry_dsn:
            from app.core.observability.error_reports import reporting_errors

            stack.enter_context(reporting_errors())
        yield
