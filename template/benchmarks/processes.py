"""What importing the product costs, and whether a worker that works for long grows."""

import json
import subprocess
import sys
from statistics import median

from app.core.project import ROOT
from benchmarks.stage import Stage
from benchmarks.table import Line, Table

IMPORT = """
import json, resource, socket, time
def refuse(*_): raise AssertionError("a connection was opened")
socket.socket.connect = refuse
began = time.perf_counter()
import app.main
app.main.create_app()
taken = time.perf_counter() - began
print(json.dumps([taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""

JOBS = """
import json, logging, psutil
from app.core.mail.jobs import delete_old_deliveries
from app.core.database import unit_of_work
from app.core.jobs import enqueue
from app.core.jobs.models import QueuedJob
from app.core.jobs.running import run
from sqlmodel import select

def work(count):
    for _ in range(count):
        with unit_of_work() as session:
            enqueue(session, delete_old_deliveries)
        with unit_of_work() as session:
            (job_id,) = session.exec(select(QueuedJob.id))
        run(job_id)
    return psutil.Process().memory_info().rss / 2**20

print(json.dumps([work(100), work(9_900)]))
"""


def measured(program: str, environment: dict[str, str] | None = None) -> list[float]:
    words = [sys.executable, "-c", program]
    result = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, check=True)
    return json.loads(result.stdout.splitlines()[-1])


def importing(table: Table) -> None:
    """Seconds and memory until the application is there, compiled modules given."""
    times, sizes = zip(*(measured(IMPORT) for _ in range(7)), strict=True)
    remark = "the fastest of seven; no connection was opened"
    table.add(Line("import app", min(times), "s", 0.9, more_is_better=False, remark=remark))
    table.add(Line("import app: memory", median(sizes), "MiB", 90, more_is_better=False))


def long_work(stage: Stage, table: Table) -> None:
    """A worker's memory after ten thousand jobs, against that after a hundred."""
    early, late = measured(JOBS, stage.environment)
    remark = f"{early:.0f} MiB, {late:.0f} MiB"
    table.add(
        Line(
            "worker after 10,000 jobs: times its memory after 100",
            late / early,
            limit=1.05,
            more_is_better=False,
            remark=remark,
        )
    )
