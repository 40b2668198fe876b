"""The long-running processes: web and worker."""

import warnings

from app.core.observability.observing import observed
from app.core.project import ROOT
from app.core.settings import environment, settings

RELOAD_DIRECTORIES = (ROOT / "app",)


def serve_web() -> None:
    """Serve HTTP until a signal comes."""
    import uvicorn

    from app.core.logging import logging_configuration

    reload = environment() == "development"
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=settings().host,
        port=settings().port,
        reload=reload,
        reload_dirs=[str(directory) for directory in RELOAD_DIRECTORIES] if reload else None,
        log_config=logging_configuration(),
        access_log=False,
        server_header=False,
    )


def run_worker(concurrency: int | None) -> None:
    """Work on jobs until a signal comes: at the first, the jobs under way are finished."""
    settings()
    if environment() != "development":
        work(concurrency)
        return
    import watchfiles

    watchfiles.run_process(
        *RELOAD_DIRECTORIES,
        target=work,
        args=(concurrency,),
        watch_filter=watchfiles.PythonFilter(),
    )


def work(concurrency: int | None) -> None:
    """Be a worker."""
    from celery.platforms import SecurityWarning

    from app.core.jobs.celery_app import celery_app

    # Celery warns root about pickled jobs, which could run any code; ours are JSON.
    warnings.simplefilter("ignore", SecurityWarning)
    arguments = ["--quiet", "worker", "--without-gossip", "--without-mingle"]
    if concurrency is not None:
        arguments.append(f"--concurrency={concurrency}")
    with observed():
        celery_app.worker_main(arguments)
