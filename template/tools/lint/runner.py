"""Runs checks side by side, as many at a time as there are processors."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.lint.checks import CACHE, Check
from tools.lint.files import project_files
from tools.project import ROOT, TOOLS
from tools.terminal import heading, say


@dataclass(frozen=True)
class Outcome:
    check: Check
    status: int
    output: str
    seconds: float


def run_checks(checks: Iterable[Check]) -> list[Outcome]:
    """Run checks, say a line about each and show the output of those that fail, which are returned."""
    begun = time.monotonic()
    failed = []
    count = 0
    for outcome in outcomes(list(checks)):
        count += 1
        word = "FAILED" if outcome.status else "ok"
        say(f"    {word:6} {outcome.seconds:5.2f} s  {outcome.check.name}")
        if outcome.status:
            failed.append(outcome)
    for outcome in failed:
        heading(f"{outcome.check.name}: {outcome.check.purpose}")
        say(outcome.output.rstrip() or f"It ended with status {outcome.status}.")
    seconds = f"{time.monotonic() - begun:.1f} s"
    if not failed:
        say(f"{count} checks in {seconds}: all is well.")
        return failed
    say(f"\n{len(failed)} of {count} checks failed in {seconds}.")
    if mendable := [outcome.check.name for outcome in failed if outcome.check.fix]:
        say(f"`just lint-fix` may mend: {', '.join(mendable)}.")
    return failed


def mend(checks: Iterable[Check]) -> list[Outcome]:
    """Run what mends, one after the other because they write the same files; those that could not mend all are returned."""
    failed = []
    for check in checks:
        if not check.fix:
            continue
        outcome = execute(check, check.fix)
        word = "FAILED" if outcome.status else "done"
        say(f"    {word:6} {outcome.seconds:5.2f} s  {check.name}")
        if outcome.status:
            failed.append(outcome)
            say(outcome.output.rstrip())
    return failed


def outcomes(checks: list[Check]) -> Iterable[Outcome]:
    """The outcome of each check as it ends. One that builds on another is begun when that one has ended."""
    CACHE.mkdir(parents=True, exist_ok=True)
    names = {check.name for check in checks}
    waiting = [check for check in checks if check.after in names]
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        running: set[Future[Outcome | None]] = {
            pool.submit(execute_if_files, check) for check in checks if check not in waiting
        }
        while running:
            ended, running = wait(running, return_when=FIRST_COMPLETED)
            for outcome in (future.result() for future in ended):
                if outcome is None:
                    continue
                ready = [check for check in waiting if check.after == outcome.check.name]
                running |= {pool.submit(execute_if_files, check) for check in ready}
                yield outcome


def execute_if_files(check: Check) -> Outcome | None:
    """Run a check; None when it is about files of which there are none."""
    if check.files and not files_of(check):
        return None
    return execute(check, check.command)


def execute(check: Check, command: tuple[str | Path, ...]) -> Outcome:
    begun = time.monotonic()
    words = [str(word) for word in (*command, *files_of(check))]
    try:
        result = subprocess.run(
            words,
            cwd=check.folder,
            env={**os.environ, "PATH": path()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        told = f"`{words[0]}` is not installed. Run `just setup`."
        return Outcome(check, 127, told, time.monotonic() - begun)
    return Outcome(check, result.returncode, result.stdout, time.monotonic() - begun)


def files_of(check: Check) -> list[Path]:
    return [file for file in all_files() if check.files(ROOT / file)] if check.files else []


@cache
def all_files() -> list[Path]:
    return project_files()


def path() -> str:
    """PATH with the project's own programs first, however this one was started."""
    own = [str(Path(sys.executable).parent), str(TOOLS / "bin")]
    return os.pathsep.join([*own, os.environ.get("PATH", "")])
