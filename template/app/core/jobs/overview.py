"""Which workers and schedulers there are, as they say themselves in Redis, and when schedules come next."""

import json
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redis import Redis

from app.core.jobs.job import KEY_PREFIX
from app.core.jobs.scheduling import LOCK, Schedule, last_times_in
from app.core.models import utc_now

WORKER_PREFIX = f"{KEY_PREFIX}worker:"
#: Seconds after which a worker that has not been heard of is not there any more.
WORKER_LEASE = 10


@dataclass(frozen=True)
class RunningWorker:
    name: str
    since: datetime


@dataclass(frozen=True)
class ScheduledJob:
    name: str
    times: str
    next: datetime


@dataclass(frozen=True)
class Overview:
    """What runs. `scheduler` is the name of the active one."""

    workers: Sequence[RunningWorker]
    scheduler: str | None
    schedules: Sequence[ScheduledJob]


def announce_worker(redis: Any, since: datetime) -> None:
    """Say that this process is a worker, for a while."""
    name = f"{socket.gethostname()}:{os.getpid()}"
    redis.set(
        f"{WORKER_PREFIX}{name}",
        json.dumps({"name": name, "since": since.isoformat()}),
        ex=WORKER_LEASE,
    )


def overview(redis: Redis, schedules: Sequence[Schedule]) -> Overview:
    """Raises redis.RedisError: Redis does not answer."""
    connection: Any = redis
    holder = connection.get(LOCK)
    last_times = last_times_in(redis)
    return Overview(
        sorted(workers_in(connection), key=lambda worker: worker.since),
        holder.decode().rpartition(":")[0] if holder else None,
        [
            ScheduledJob(
                each.name, each.times, each.next_after(last_times.get(each.name, utc_now()))
            )
            for each in schedules
        ],
    )


def workers_in(redis: Any) -> list[RunningWorker]:
    keys = list(redis.scan_iter(f"{WORKER_PREFIX}*"))
    found = [json.loads(text) for text in redis.mget(keys) if text] if keys else []
    return [RunningWorker(each["name"], datetime.fromisoformat(each["since"])) for each in found]
