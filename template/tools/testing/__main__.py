"""`just test`: build the page if it has changed, run all tests, then list the slowest and what of the code they went through.

Three things run side by side: the tests of the page, those of the backend, and the build with, after it, the tests that
visit it in a browser. So two processors have something to do until the end.

For each it is told how long it took and how much it worked, which is the same on a machine that does other things too.
"""

import argparse
import contextlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from typing import IO

from tools.environment.news import tell_news
from tools.project import LOCAL, ROOT
from tools.services.ladder import Services
from tools.terminal import ToolError, end_in_order_on_signals, heading, note, say, stop
from tools.testing import build
from tools.testing.report import measure_backend, show

REPORTS = LOCAL / "test-reports"
COVERAGE = LOCAL / "coverage"
#: How many processes run the backend's tests. One processor is left to the rest.
PROCESSES = max((os.cpu_count() or 1) - 1, 1)


@dataclass(frozen=True)
class Part:
    """A program to run, and the name of the one that has to succeed before it can begin."""

    name: str
    command: tuple[str, ...]
    after: str | None = None
    variables: dict[str, str] = field(default_factory=dict)


def pytest_part(name: str, report: str, number: int, *arguments: str, after: str | None) -> Part:
    """A run of pytest. Its processes are numbered from `number` on, because each has databases of its own."""
    return Part(
        name,
        (
            *(sys.executable, "-m", "pytest", "--quiet", "--cov", "--cov-report="),
            *(f"--junitxml={REPORTS / report}.xml", *arguments),
        ),
        after,
        {"COVERAGE_FILE": str(COVERAGE / report), "FIRST_TEST_PROCESS": str(number)},
    )


BUILD = Part("build of the page", (sys.executable, "-m", "tools.testing.build"))
PARTS = (
    pytest_part(
        *("tests of the backend", "backend", 0),
        *("tests", "--ignore=tests/integration"),
        # A single process needs none beside it that hands out its tests.
        f"--numprocesses={PROCESSES if PROCESSES > 1 else 0}",
        after=None,
    ),
    BUILD,
    pytest_part(
        *("tests in a browser", "browser", PROCESSES),
        *("tests/integration", "--numprocesses=0"),
        after=BUILD.name,
    ),
    Part(
        "tests of the page",
        (
            *("pnpm", "--dir", "web", "test", "--coverage.enabled"),
            *("--reporter=dot", "--reporter=junit"),
            f"--outputFile.junit={REPORTS / 'page.xml'}",
            f"--coverage.reportsDirectory={REPORTS / 'page-coverage'}",
        ),
    ),
)


@dataclass
class Running:
    """A program whose output is kept until it has ended."""

    name: str
    process: subprocess.Popen[bytes]
    output: IO[bytes]
    begun: float
    #: Seconds of a processor, those of all that it has started included.
    worked: float = 0.0

    def ended(self) -> bool:
        before = processor_seconds()
        ended = self.process.poll() is not None
        self.worked += processor_seconds() - before
        return ended

    def succeeded(self) -> bool:
        """Whether it ended well. Says how long it took, and all that it said when it failed."""
        status = self.process.wait()
        seconds = time.monotonic() - self.begun
        outcome = "FAILED" if status else "ok"
        note(f"{self.name}: {outcome} after {seconds:.1f} s, {self.worked:.1f} s of a processor")
        if status:
            self.output.seek(0)
            say(self.output.read().decode(errors="replace"))
        return status == 0


def processor_seconds() -> float:
    """What the processes have worked that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextlib.contextmanager
def started(part: Part, environment: dict[str, str]) -> Generator[Running]:
    """Run a program beside this one; it ends with the block at the latest."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            part.command,
            cwd=ROOT,
            env=environment | part.variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield Running(part.name, process, output, time.monotonic())
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def run_parts(parts: Sequence[Part], environment: dict[str, str]) -> bool:
    """Run programs side by side, each as soon as it can begin; whether all of them end well."""
    succeeded: dict[str, bool] = {}
    waiting, running = list(parts), list[Running]()
    with contextlib.ExitStack() as stack:
        while waiting or running:
            for part in [each for each in waiting if each.after is None or each.after in succeeded]:
                waiting.remove(part)
                if part.after is None or succeeded[part.after]:
                    running.append(stack.enter_context(started(part, environment)))
                else:
                    succeeded[part.name] = False
                    note(f"{part.name}: not begun, because of the {part.after}")
            for each in [each for each in running if each.ended()]:
                running.remove(each)
                succeeded[each.name] = each.succeeded()
            time.sleep(0.02)
    return all(succeeded.values())


def without(done: Part, parts: Sequence[Part]) -> list[Part]:
    """The parts that are left, of which none waits for the one that is done."""
    return [
        replace(part, after=None) if part.after == done.name else part
        for part in parts
        if part != done
    ]


def run_tests() -> bool:
    """Run everything; whether all is well."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    for report in REPORTS.glob("*.*"):
        report.unlink()
    tell_news()
    begun = time.monotonic()
    heading("Tests of the page and of the backend, browser included")
    parts: Sequence[Part] = PARTS
    if build.is_kept():
        note(f"{BUILD.name}: kept, because nothing that goes into it has changed")
        parts = without(BUILD, PARTS)
    services = Services()
    with services.leased():
        addresses = services.all_addresses()
        tested = run_parts(parts, {**os.environ, **addresses, "ENVIRONMENT": "test"})
    measure_backend([COVERAGE / "backend", COVERAGE / "browser"], REPORTS)
    covered = show(REPORTS)
    ok = tested and covered
    took = f"{time.monotonic() - begun:.1f} s, {processor_seconds():.1f} s of a processor"
    say(f"\n{'All is well' if ok else 'FAILED'} after {took}.")
    return ok


def main() -> None:
    argparse.ArgumentParser(prog="just test", description=__doc__).parse_args()
    end_in_order_on_signals()
    try:
        raise SystemExit(0 if run_tests() else 1)
    except ToolError as error:
        stop(error)
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
