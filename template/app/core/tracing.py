"""Where the work under way belongs in a trace. It says nothing until app/core/observability/traces.py is switched on."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass


@contextmanager
def untraced(_name: str, _job_id: str, _parent: str) -> Generator[Callable[[str], None]]:
    yield lambda _outcome: None


@dataclass
class Traces:
    """What the product asks of traces."""

    #: The id of the trace under way; empty outside of one.
    trace_id: Callable[[], str] = str
    #: What a job keeps of the request that asks for it, in the form of the header `traceparent`.
    parent: Callable[[], str] = str
    #: A span around a job, by its name, its id and what it kept. It is told what became of the job.
    job: Callable[[str, str, str], AbstractContextManager[Callable[[str], None]]] = untraced


traces = Traces()
