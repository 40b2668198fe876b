"""`just test`: every tier of the template's tests, and at the end what ran and how long it took."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from scripts.environment import ROOT, clean_environment

#: From the quick to the slow: what is broken in a rendering need not be set up to be seen. Projects are tested one after the
#: other, because each takes the whole machine for its tests, as it does at home.
TIERS = {
    "lint": ["just", "lint"],
    "render": ["pytest", "tests/render", "--numprocesses=auto"],
    "project": ["pytest", "tests/project", "--numprocesses=1", "--dist=loadgroup"],
}
RESULTS = ROOT / ".local" / "test-results"
SLOWEST = 8


@dataclass
class Tier:
    """What a tier did; `times` are the seconds that each of its tests took."""

    name: str
    seconds: float
    status: int
    passed: int = 0
    failed: int = 0
    times: dict[str, float] = field(default_factory=dict)


def run_tier(name: str, command: list[str]) -> Tier:
    print(f"\n==> {name}", flush=True)
    begun = time.monotonic()
    if command[0] == "just":
        words = [os.environ["JUST"], *command[1:]]
        status = subprocess.run(words, cwd=ROOT, check=False).returncode
        return Tier(name, time.monotonic() - begun, status, int(status == 0), int(status != 0))
    report = RESULTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    status = run_pytest([*command[1:], f"--junitxml={report}"])
    tier = Tier(name, time.monotonic() - begun, status)
    if report.exists():
        read_report(report, tier)
    # A tier that ended before it could count anything still failed.
    tier.failed = max(tier.failed, int(status != 0))
    return tier


def run_pytest(arguments: list[str]) -> int:
    words = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(words, cwd=ROOT, env=clean_environment(), check=False).returncode


def read_report(report: Path, tier: Tier) -> None:
    """Add pytest's counts and times to a tier."""
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
        # A test that fails and then fails to clean up stands twice.
        tier.times[name] = tier.times.get(name, 0) + float(case.get("time", 0))
        if case.find("failure") is not None or case.find("error") is not None:
            tier.failed += 1
        elif case.find("skipped") is None:
            tier.passed += 1


def print_summary(tiers: list[Tier]) -> None:
    print("\n==> What ran")
    for tier in tiers:
        outcome = "FAILED" if tier.failed else "ok"
        print(f"    {tier.name:8} {tier.seconds:7.1f} s  {outcome:7} {counts([tier])}")
    times = {name: seconds for tier in tiers for name, seconds in tier.times.items()}
    print("\n==> Slowest")
    for name in sorted(times, key=times.__getitem__, reverse=True)[:SLOWEST]:
        print(f"    {times[name]:7.1f} s  {name}")
    seconds = sum(tier.seconds for tier in tiers)
    print(f"\n===== {counts(tiers)} in {seconds:.2f}s =====", flush=True)


def counts(tiers: list[Tier]) -> str:
    failed, passed = (sum(getattr(tier, key) for tier in tiers) for key in ("failed", "passed"))
    return f"{failed} failed, {passed} passed" if failed else f"{passed} passed"


def main() -> None:
    if arguments := sys.argv[1:]:
        sys.exit(run_pytest(arguments))
    RESULTS.mkdir(parents=True, exist_ok=True)
    tiers = [run_tier(name, command) for name, command in TIERS.items()]
    print_summary(tiers)
    sys.exit(any(tier.failed for tier in tiers))


if __name__ == "__main__":
    main()
