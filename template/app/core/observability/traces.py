"""Traces over OTLP: which request or job took how long, and which of its statements.

A job is a child of the request that asked for it, also when it runs much later. The way to the collector is named here;
the SDK reads the other variables of OpenTelemetry, such as OTEL_EXPORTER_OTLP_HEADERS and OTEL_TRACES_SAMPLER, itself.
"""

import functools
import logging
from collections.abc import Callable, Generator, MutableMapping
from contextlib import contextmanager
from typing import Any

from fastapi.telemetry import TelemetryConfig
from opentelemetry import propagate, trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.propagators.textmap import TextMapPropagator
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Span, SpanLimits, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from app.core.observability.statements import tracing_statements
from app.core.project import project
from app.core.scrubbing import HIDDEN, scrub
from app.core.settings import environment, observability_settings
from app.core.tracing import Traces, traces

#: Seconds that a batch has to be delivered in, and so that a process that ends waits for its last one.
LAST_SECONDS = 3
#: Of a statement, for instance.
LONGEST_ATTRIBUTE = 4_000
#: What a client wrote where it may write anything.
TYPED = {"url.query", "http.request.method_original"}

w3c = TraceContextTextMapPropagator()


class TakesNothing(TextMapPropagator):
    """Lets no request choose its trace: a stranger's `traceparent` would decide what is recorded, and the ids in the log."""

    @property
    def fields(self) -> set[str]:
        return set()

    def extract(self, carrier: Any, context: Context | None = None, getter: Any = None) -> Context:
        return Context() if context is None else context

    def inject(self, carrier: Any, context: Context | None = None, setter: Any = None) -> None:
        """Nothing: jobs keep their trace in their row."""


class Scrubbing(SpanProcessor):
    """Hides in a span what people typed. What is added to it later is ours."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        for name, value in (span.attributes or {}).items():
            if isinstance(value, str):
                span.set_attribute(name, HIDDEN if name in TYPED else scrub(value, name))


def soften(record: logging.LogRecord) -> bool:
    """A collector that is away is no error of the product."""
    record.levelno = min(record.levelno, logging.WARNING)
    record.levelname = logging.getLevelName(record.levelno)
    return True


@functools.cache
def tracer_provider() -> TracerProvider:
    """What makes spans and sends them off, from a thread of its own."""
    chosen = observability_settings()
    provider = TracerProvider(
        resource=Resource.create(
            {
                "service.name": project().slug,
                "service.version": chosen.release,
                "deployment.environment.name": environment(),
            }
        ),
        span_limits=SpanLimits(max_span_attribute_length=LONGEST_ATTRIBUTE),
    )
    logging.getLogger(OTLPSpanExporter.__module__).addFilter(soften)
    provider.add_span_processor(Scrubbing())
    address = f"{chosen.otel_exporter_otlp_endpoint}/v1/traces"
    exporter = OTLPSpanExporter(endpoint=address, timeout=LAST_SECONDS)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider


def traced_requests() -> TelemetryConfig:
    """How FastAPI traces requests: a span each, named by method and route."""
    return {
        "tracer_provider": tracer_provider(),
        "metrics": False,
        "logs": False,
        "operation_spans": False,
        "auto_configure": False,
        "exclude": is_of_no_interest,
    }


def is_of_no_interest(scope: MutableMapping[str, Any]) -> bool:
    """Whether a request is for a file of the page, or from a load balancer that asks every few seconds."""
    path = scope["path"]
    return not path.startswith("/api/") or path.startswith("/api/health/")


@contextmanager
def tracing() -> Generator[None]:
    """Trace jobs and statements until the block ends, and requests as our own."""
    propagator = propagate.get_global_textmap()
    propagate.set_global_textmap(TakesNothing())
    traces.trace_id, traces.parent, traces.job = trace_id, parent, job
    try:
        with tracing_statements(tracer_provider()):
            yield
    finally:
        none = Traces()
        traces.trace_id, traces.parent, traces.job = none.trace_id, none.parent, none.job
        propagate.set_global_textmap(propagator)
        send_waiting_spans()


def send_waiting_spans(**_: Any) -> None:
    """For a process that is about to end."""
    tracer_provider().force_flush()


def trace_id() -> str:
    """The id of the trace under way; empty outside of one."""
    context = trace.get_current_span().get_span_context()
    return trace.format_trace_id(context.trace_id) if context.is_valid else ""


def parent() -> str:
    """The span under way, as a job keeps it."""
    carrier: dict[str, str] = {}
    w3c.inject(carrier)
    return carrier.get("traceparent", "")


@contextmanager
def job(name: str, job_id: str, parent: str) -> Generator[Callable[[str], None]]:
    """A span around a job, a child of the request that asked for it."""
    with (
        tracer_provider()
        .get_tracer(__name__)
        .start_as_current_span(
            name,
            context=w3c.extract({"traceparent": parent}, context=Context()),
            kind=trace.SpanKind.CONSUMER,
            attributes={"job.id": job_id},
            # Their words may hold what people typed. The log has them, scrubbed.
            record_exception=False,
            set_status_on_exception=False,
        ) as span
    ):

        def tell(outcome: str) -> None:
            span.set_attribute("job.outcome", outcome)
            if outcome == "failed":
                span.set_status(trace.StatusCode.ERROR)

        yield tell
