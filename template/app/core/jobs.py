"""Jobs: work that a worker does after the request was answered.

    @job
    def send_welcome_mail(session: Session, user_id: UserId) -> None: ...

    enqueue(session, send_welcome_mail, user.id)

A job is a unit of work of its own. It is handed to the broker once the changes of the session that asked for it are stored,
and may run more than once: when a worker dies, its jobs are given to another.
"""

import inspect
import logging
from collections.abc import Callable
from typing import Any, Concatenate

from celery import Celery
from celery.signals import setup_logging
from kombu.exceptions import OperationalError
from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from sqlmodel import Session

from app.core.database import after_commit, unit_of_work
from app.core.logging import configure_logging
from app.core.project import project
from app.core.settings import settings

logger = logging.getLogger(__name__)

#: A job that runs longer is killed and given to another worker.
TIME_LIMIT = 10 * 60
#: Seconds. After this long the broker gives a job that nobody finished to another worker; every wait below is shorter.
VISIBILITY_TIMEOUT = 60 * 60
LONGEST_RETRY_DELAY = 10 * 60


def configuration() -> dict[str, Any]:
    return {
        "broker_url": settings().redis_url,
        "broker_connection_retry_on_startup": True,
        "broker_transport_options": {
            "visibility_timeout": VISIBILITY_TIMEOUT,
            "socket_connect_timeout": 2,
        },
        "task_publish_retry_policy": {"max_retries": 2, "interval_start": 0.1, "interval_max": 0.5},
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_ignore_result": True,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_time_limit": TIME_LIMIT,
        # A worker takes no more than it works on, so that short jobs never wait behind a long one elsewhere.
        "worker_prefetch_multiplier": 1,
        "worker_send_task_events": False,
    }


celery_app = Celery(project().slug)
# A function, so that nothing is read before somebody uses the queue.
celery_app.add_defaults(configuration)


@setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    configure_logging()


class Job[**Parameters]:
    """A function that a worker runs. Called directly, it runs at once in the session it is given."""

    def __init__(self, function: Callable[Concatenate[Session, Parameters], None]) -> None:
        self.function = function
        self.name = f"{function.__module__}.{getattr(function, '__name__', 'job')}"
        self.__doc__ = function.__doc__
        session, *parameters = inspect.signature(function, eval_str=True).parameters.values()
        if session.annotation is not Session:
            raise TypeError(f"The first parameter of the job {self.name} has to be a Session.")
        self.adapters = [TypeAdapter(parameter.annotation) for parameter in parameters]
        self.task = celery_app.task(
            name=self.name,
            # Another server does not answer: that passes.
            autoretry_for=(OSError,),
            max_retries=8,
            retry_backoff=5,
            retry_backoff_max=LONGEST_RETRY_DELAY,
            retry_jitter=True,
        )(self.run)

    def __call__(
        self, session: Session, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> None:
        self.function(session, *args, **kwargs)

    def run(self, *arguments: Any) -> None:
        """What the worker calls, with the arguments as they came out of JSON."""
        values = [
            adapter.validate_python(argument)
            for adapter, argument in zip(self.adapters, arguments, strict=True)
        ]
        with unit_of_work() as session:
            self.function(session, *values)  # type: ignore[call-arg]
        logger.info("job done", extra={"job": self.name})


def job[**Parameters](
    function: Callable[Concatenate[Session, Parameters], None],
) -> Job[Parameters]:
    """Make a function a job. Its arguments after the session are ids or other values that fit into JSON."""
    return Job(function)


def enqueue[**Parameters](
    session: Session,
    task: Job[Parameters],
    *args: Parameters.args,
    **kwargs: Parameters.kwargs,
) -> None:
    """Have a worker run a job once the changes of this session are stored."""
    bound = inspect.signature(task.function).bind(session, *args, **kwargs)
    bound.apply_defaults()
    _, *values = bound.args
    arguments = to_jsonable_python(values)

    def publish() -> None:
        try:
            task.task.apply_async(args=arguments)
        except (OperationalError, OSError):
            # The changes are stored: to fail the request now would tell people that they are not.
            logger.exception("job lost", extra={"job": task.name, "arguments": arguments})

    after_commit(session, publish)
