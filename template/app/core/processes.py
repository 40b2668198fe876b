"""The long-running processes: web, worker and scheduler."""

import signal
import threading
import warnings
from collections.abc import Callable

from app.core.observability.observing import observed, observed_worker
from app.core.project import ROOT
from app.core.settings import environment, require_settings, settings

RELOAD_DIRECTORIES = (ROOT / "app",)


def serve_web(application: str = "app.main:create_app") -> None:
    """Serve HTTP until a signal comes. Benchmarks name an application with routes of their own."""
    import uvicorn

    from app.core.hosts import proxy_addresses
    from app.core.logging import logging_configuration

    require_all_settings()
    reload = environment() == "development"
    uvicorn.run(
        application,
        factory=True,
        http="app.core.protocol:Protocol",
        host=settings().host,
        port=settings().port,
        reload=reload,
        reload_dirs=[str(directory) for directory in RELOAD_DIRECTORIES] if reload else None,
        log_config=logging_configuration(),
        access_log=False,
        server_header=False,
        forwarded_allow_ips=proxy_addresses(settings().trusted_proxies),
    )


def run_worker(concurrency: int | None) -> None:
    """Work on jobs until a signal comes: at the first, the jobs under way are finished."""
    run_again_after_changes(work, concurrency)


def run_scheduler() -> None:
    """Ask for the jobs of schedules until a signal comes. Of several schedulers, one is active and the others wait."""
    run_again_after_changes(schedule)


def run_again_after_changes(target: Callable[..., None], *arguments: object) -> None:
    """Run a function; in development, in a process that is started again after every change."""
    require_all_settings()
    if environment() != "development":
        target(*arguments)
        return
    import watchfiles

    watchfiles.run_process(
        *RELOAD_DIRECTORIES,
        target=target,
        args=arguments,
        watch_filter=watchfiles.PythonFilter(),
    )


def require_all_settings() -> None:
    """Raises SettingsError: the frame or a feature lacks variables."""
    from app.features import features

    require_settings(*(feature.settings for feature in features if feature.settings))


def work(concurrency: int | None) -> None:
    """Be a worker."""
    from celery.platforms import SecurityWarning

    from app.core.jobs.celery_app import celery_app

    # Celery warns root about pickled jobs, which could run any code; ours are JSON.
    warnings.simplefilter("ignore", SecurityWarning)
    arguments = ["--quiet", "worker", "--without-gossip", "--without-mingle"]
    if concurrency is not None:
        arguments.append(f"--concurrency={concurrency}")
    with observed_worker():
        celery_app.worker_main(arguments)


def schedule() -> None:
    """Be a scheduler."""
    from app.core.jobs.scheduling import Scheduler
    from app.core.logging import configure_logging
    from app.core.redis_connection import open_redis
    from app.features import features

    configure_logging()
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    schedules = [each for feature in features for each in feature.schedules]
    with observed(), open_redis() as redis:
        Scheduler(redis, schedules).run(stopping)
