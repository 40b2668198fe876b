"""`just test`: every tier of the template's tests, and at the end what ran and how long it took."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from scripts.environment import ROOT, clean_environment

#: From the quick to the slow: what is broken in a rendering need not be set up to be seen.
TIERS = {
    "lint": ["just", "lint"],
    "render": ["pytest", "tests/render", "--numprocesses=auto"],
    "project": ["pytest", "tests/project", "--numprocesses=2", "--dist=loadgroup"],
}
RESULTS = ROOT / ".local" / "test-results"
SLOWEST = 8


@dataclass
class Tier:
    """What a tier did; the slowest are (seconds, name of the test)."""

    name: str
    seconds: float
    status: int
    passed: int = 0
    failed: int = 0
    slowest: tuple[tuple[float, str], ...] = ()


def run_tier(name: str, command: list[str]) -> Tier:
    print(f"\n==> {name}", flush=True)
    begun = time.monotonic()
    if command[0] == "just":
        status = subprocess.run([os.environ["JUST"], *command[1:]], cwd=ROOT).returncode
        return Tier(name, time.monotonic() - begun, status)
    report = RESULTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    status = run_pytest([*command[1:], f"--junitxml={report}"])
    tier = Tier(name, time.monotonic() - begun, status)
    return read_report(report, tier) if report.exists() else tier


def run_pytest(arguments: list[str]) -> int:
    words = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(
        words, cwd=ROOT, env=clean_environment() | {"JUST": os.environ["JUST"]}
    ).returncode


def read_report(report: Path, tier: Tier) -> Tier:
    suite = next(ElementTree.parse(report).getroot().iter("testsuite"))
    tier.failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    tier.passed = int(suite.get("tests", 0)) - tier.failed - int(suite.get("skipped", 0))
    times = [
        (float(case.get("time", 0)), f"{case.get('classname')}::{case.get('name')}")
        for case in suite.iter("testcase")
    ]
    tier.slowest = tuple(sorted(times, reverse=True)[:SLOWEST])
    return tier


def print_summary(tiers: list[Tier]) -> None:
    print("\n==> What ran")
    for tier in tiers:
        outcome = "ok" if tier.status == 0 else "FAILED"
        counts = f"{tier.passed} passed, {tier.failed} failed" if tier.passed or tier.failed else ""
        print(f"    {tier.name:10} {tier.seconds:7.1f} s  {outcome:7} {counts}")
    print("\n==> Slowest")
    for seconds, name in sorted((each for tier in tiers for each in tier.slowest), reverse=True)[
        :SLOWEST
    ]:
        print(f"    {seconds:7.1f} s  {name}")
    # A tier that ended before it could count anything still failed.
    failed = sum(max(tier.failed, int(tier.status != 0)) for tier in tiers)
    print(f"\n{sum(tier.passed for tier in tiers)} passed, {failed} failed", flush=True)


def main() -> None:
    if arguments := sys.argv[1:]:
        sys.exit(run_pytest(arguments))
    RESULTS.mkdir(parents=True, exist_ok=True)
    tiers = []
    for name, command in TIERS.items():
        tiers.append(run_tier(name, command))
    print_summary(tiers)
    sys.exit(any(tier.status for tier in tiers))


if __name__ == "__main__":
    main()
