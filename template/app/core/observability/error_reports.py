"""Error reports to Sentry: everything that is logged as an error, once, and nothing else.

The log is the one source, so a crash of a request, a job that failed for good and a library's complaint are reported in
the same way, and nothing that the product expects (an AppError, a retry) ever is. The report says whose work it was;
what people typed stays here: no bodies, headers, cookies, addresses or local variables leave.
"""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.integrations.threading import ThreadingIntegration

from app.core.context import circumstances
from app.core.scrubbing import scrub
from app.core.settings import environment, observability_settings

#: Seconds that a process that ends waits for its last reports to leave.
LAST_SECONDS = 2


@contextmanager
def reporting_errors() -> Generator[None]:
    """Report errors until the block ends."""
    chosen = observability_settings()
    sentry_sdk.init(
        dsn=chosen.sentry_dsn,
        release=chosen.release,
        environment=chosen.sentry_environment or environment(),
        before_send=complete,
        shutdown_timeout=LAST_SECONDS,
        # What is not listed here is not collected.
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            LoggingIntegration(level=None, event_level=logging.ERROR, sentry_logs_level=None),
            ExcepthookIntegration(),
            ThreadingIntegration(propagate_scope=False),
            # A crash in the middle of an answer is logged by us, and once more by the server.
            DedupeIntegration(),
            AtexitIntegration(callback=lambda _pending, _timeout: None),
        ],
        include_local_variables=False,
        max_breadcrumbs=0,
        auto_session_tracking=False,
        propagate_traces=False,
        send_client_reports=False,
    )
    try:
        yield
    finally:
        sentry_sdk.get_client().close(timeout=LAST_SECONDS)
        sentry_sdk.get_global_scope().set_client(None)


def send_waiting_reports(**_: Any) -> None:
    """For a process that is about to end."""
    sentry_sdk.flush(timeout=LAST_SECONDS)


def complete(event: Any, _hint: dict[str, Any]) -> Any:
    """The report as it leaves; None if it stays."""
    chosen = observability_settings()
    if environment() != "production" and not chosen.sentry_outside_production:
        return None
    known = circumstances()
    extra = event.get("extra", {})
    user_id = known.pop("user_id", None)
    if user_id:
        event["user"] = {"id": user_id}
    transaction = extra.pop("route", None) or known.get("job")
    if transaction:
        event["transaction"] = transaction
    event["tags"] = known
    # A release that is named after the project, `product@1.2.0`, looks like an address.
    return scrub(event) | {"release": chosen.release}
