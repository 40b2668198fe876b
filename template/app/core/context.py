"""Whose work is under way: what every line of the log, every answer, every job and every error report names."""

import random
from contextvars import ContextVar
from dataclasses import dataclass

from app.core.tracing import traces


@dataclass(frozen=True)
class RunningJob:
    """The job that a worker is at. `id` stays the same when it is tried again."""

    name: str
    id: str


#: The request under way; in a job, the request that asked for it. Empty outside of both.
current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")
#: The person who is signed in, once their session was looked up.
current_user_id: ContextVar[str] = ContextVar("current_user_id", default="")
#: By what that person was known again: the id of their session, or of whatever else opened the door.
current_known_by: ContextVar[str] = ContextVar("current_known_by", default="")
#: The person who is signed in as them, if somebody is.
current_impersonator_id: ContextVar[str] = ContextVar("current_impersonator_id", default="")
#: Where the request under way comes from, as the proxies that are named tell it. Empty in a job.
current_address: ContextVar[str] = ContextVar("current_address", default="")
current_job: ContextVar[RunningJob | None] = ContextVar("current_job", default=None)


# An id is no secret. To ask the system for each would be a call that hands the interpreter to another thread.
numbers = random.Random()  # noqa: S311


def new_request_id() -> str:
    """A fresh id. The client's own X-Request-ID is never trusted, because it would end up in the log."""
    return f"{numbers.getrandbits(64):016x}"


def circumstances() -> dict[str, str]:
    """What is known about the work under way, by the names that logs and error reports use."""
    job = current_job.get()
    known = {
        "request_id": current_request_id.get(),
        "user_id": current_user_id.get(),
        "known_by": current_known_by.get(),
        "impersonator_id": current_impersonator_id.get(),
        "job": job.name if job else "",
        "job_id": job.id if job else "",
        "trace_id": traces.trace_id(),
    }
    return {name: value for name, value in known.items() if value}
