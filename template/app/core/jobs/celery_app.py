"""Celery, which carries the ids of jobs through Redis and keeps the workers' processes.

Heavy: imported when the first job is sent, and by workers.
"""

import logging
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_process_init, worker_ready, worker_shutdown
from kombu import Queue

from app.core.database import engine
from app.core.jobs.broker_outages import SteadyAMQP, calm_the_log
from app.core.jobs.job import KEY_PREFIX, LONGEST_TIME_LIMIT, QUEUES, VISIBILITY_TIMEOUT
from app.core.jobs.models import QueuedJobId
from app.core.jobs.running import run
from app.core.jobs.sending import PUBLISHED_HEADER, Message
from app.core.jobs.sweeping import Sweeper
from app.core.logging import configure_logging
from app.core.project import project
from app.core.settings import settings

logger = logging.getLogger(__name__)

#: Seconds that a job has to end in once its time limit has interrupted it, before its process is killed.
LAST_SECONDS = 30


def configuration() -> dict[str, Any]:
    return {
        "broker_url": settings().redis_url,
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "broker_transport_options": {
            "visibility_timeout": VISIBILITY_TIMEOUT.total_seconds(),
            "socket_connect_timeout": 2,
            "socket_timeout": 5,
            # Whoever sends a job does not wait for a broker that is away.
            "max_retries": 1,
            "interval_start": 0,
            "interval_step": 0,
            "global_keyprefix": KEY_PREFIX,
        },
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_ignore_result": True,
        "task_queues": [Queue(name) for name in QUEUES],
        "task_default_queue": QUEUES[0],
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        # What is under way when the broker goes ends as it would have: its effect does not depend on the broker.
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        "task_time_limit": LONGEST_TIME_LIMIT.total_seconds() + LAST_SECONDS,
        # A worker takes no more than it works on, so that short jobs never wait behind a long one elsewhere.
        "worker_prefetch_multiplier": 1,
        "worker_send_task_events": False,
    }


celery_app = Celery(project().slug, amqp=SteadyAMQP)
# A function, so that nothing is read before somebody uses the queue.
celery_app.add_defaults(configuration)


@celery_app.task(name="job")
def run_job(job_id: str) -> None:
    """What travels through the broker. The row says the rest."""
    run(QueuedJobId(job_id))


def publish(message: Message) -> None:
    """Raises one of Redis's or Celery's errors: the broker does not answer."""
    limit = message.time_limit.total_seconds()
    run_job.apply_async(
        args=[message.id],
        queue=message.queue,
        shadow=message.name,
        headers={PUBLISHED_HEADER: message.published_at.isoformat()},
        soft_time_limit=limit,
        time_limit=limit + LAST_SECONDS,
        retry=False,
    )


@setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    configure_logging()
    calm_the_log()


@worker_process_init.connect
def open_own_connections(**_: Any) -> None:
    # A process that was forked must not speak on its parent's connections.
    engine().dispose(close=False)


sweeper = Sweeper()


@worker_ready.connect
def begin_sweeping(**_: Any) -> None:
    sweeper.start()


@worker_shutdown.connect
def end_sweeping(**_: Any) -> None:
    sweeper.stop()
