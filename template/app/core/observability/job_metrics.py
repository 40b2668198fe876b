"""What Prometheus is told about jobs.

A worker is several processes, and Prometheus asks one: they share files in a folder, which the first one sums up.
"""

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager

from app.core.jobs.running import job_watchers

#: Seconds.
BUCKETS = (0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800)


@contextmanager
def serving_job_metrics(host: str, port: int) -> Generator[None]:
    """Time each job, and answer GET /metrics, until the block ends. Begins before the processes are forked."""
    with tempfile.TemporaryDirectory() as folder:
        # prometheus_client decides when it is imported whether it keeps its numbers in files.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        from prometheus_client import CollectorRegistry, Histogram
        from prometheus_client.multiprocess import MultiProcessCollector

        from app.core.observability.metrics_port import serving_metrics

        jobs = Histogram(
            "job_duration_seconds",
            "How long jobs took, by what became of them.",
            ("job", "outcome"),
            buckets=BUCKETS,
        )
        job_watchers.append(
            lambda name, outcome, seconds: jobs.labels(name, outcome).observe(seconds)
        )
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
        with serving_metrics(host, port, registry):
            yield
