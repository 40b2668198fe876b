"""Spans of SQL statements: as they were written, never what they were given."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from opentelemetry import trace
from sqlalchemy import event

from app.core.connections import reading_engine

SPAN = "trace_span"


@contextmanager
def tracing_statements(provider: trace.TracerProvider) -> Generator[None]:
    """Make a span of each statement of a traced request or job until the block ends."""
    tracer = provider.get_tracer(__name__)

    def begin(_: Any, __: Any, statement: str, ___: Any, context: Any, ____: Any) -> None:
        # What a worker asks every second belongs to nothing, and is nobody's question.
        if not trace.get_current_span().is_recording():
            return
        words = statement.split(maxsplit=1)
        span = tracer.start_span(
            words[0].upper() if words else "SQL",
            kind=trace.SpanKind.CLIENT,
            attributes={"db.system.name": "postgresql", "db.query.text": statement},
        )
        setattr(context, SPAN, span)

    def end(_: Any, __: Any, ___: Any, ____: Any, context: Any, _____: Any) -> None:
        span = getattr(context, SPAN, None)
        if span is not None:
            span.end()

    def fail(failure: Any) -> None:
        span = getattr(failure.execution_context, SPAN, None)
        if span is not None and span.is_recording():
            span.set_attribute("error.type", type(failure.original_exception).__name__)
            span.set_status(trace.StatusCode.ERROR)
            span.end()

    listeners = (
        ("before_cursor_execute", begin),
        ("after_cursor_execute", end),
        ("handle_error", fail),
    )
    for name, listener in listeners:
        event.listen(reading_engine(), name, listener)
    try:
        yield
    finally:
        for name, listener in listeners:
            event.remove(reading_engine(), name, listener)
