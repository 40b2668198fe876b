"""What the tests cost, and which lines they went through, read from the reports that they leave."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import coverage

from tools.project import ROOT
from tools.terminal import heading, note

SLOWEST = 10
#: Percent of the lines of each part.
FLOOR = 90
LEAST_COVERED = 3


@dataclass(frozen=True)
class Coverage:
    """How many lines a part of the program has, and through how many of them the tests went; `files` in percent."""

    part: str
    lines: int
    covered: int
    files: dict[str, float]

    @property
    def percent(self) -> float:
        return 100 * self.covered / self.lines if self.lines else 100.0


def show(reports: Path) -> bool:
    """Print the slowest tests and what was covered; whether every part reaches the floor."""
    for words in words_of(reports):
        note(words)
    times = times_of(reports)
    if times:
        heading("Slowest tests")
        for name in sorted(times, key=times.__getitem__, reverse=True)[:SLOWEST]:
            note(f"{times[name]:6.2f} s  {name}")
    routes = [seconds for name, seconds in times.items() if name.startswith("tests/routes/")]
    if routes:
        median = 1000 * statistics.median(routes)
        note(f"A test of a route takes {median:.0f} ms at the median, of {len(routes)}.")
    parts = [part for part in (of_backend(reports), of_page(reports)) if part]
    if parts:
        heading(f"Lines that the tests went through (at least {FLOOR} %)")
    for part in parts:
        least = sorted(part.files.items(), key=lambda entry: entry[1])[:LEAST_COVERED]
        names = ", ".join(f"{name} {percent:.0f} %" for name, percent in least)
        note(f"{part.part:18} {part.percent:5.1f} %   least: {names}")
    return all(part.percent >= FLOOR for part in parts)


def words_of(reports: Path) -> list[str]:
    """What tests that did not fail have to say nevertheless: that nothing was compared here, for instance."""
    return [
        noted.get("value", "")
        for report in sorted(reports.glob("*.xml"))
        for noted in ElementTree.parse(report).getroot().iter("property")
        if noted.get("name") == "words"
    ]


def times_of(reports: Path) -> dict[str, float]:
    """The seconds of each test, by the name with which it can be run alone."""
    times: dict[str, float] = {}
    for report in reports.glob("*.xml"):
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            place, name = case.get("classname", ""), case.get("name", "")
            if report.stem == "page":
                name = f"web/{place}: {name}"
            else:
                name = f"{place.replace('.', '/')}.py::{name}"
            times[name] = times.get(name, 0) + float(case.get("time", 0))
    return times


def measure_backend(measured: Sequence[Path], reports: Path) -> None:
    """Put together what several runs of pytest, and the processes that they started, went through."""
    files = [str(file) for file in measured if file.exists()]
    if files:
        # As in pytest's own report: a file that no test has imported counts as well.
        combined = coverage.Coverage(config_file=str(ROOT / "pyproject.toml"))
        combined.combine(files)
        combined.json_report(outfile=str(reports / "backend-coverage.json"))


def of_backend(reports: Path) -> Coverage | None:
    file = reports / "backend-coverage.json"
    if not file.exists():
        return None
    report = json.loads(file.read_text())
    return Coverage(
        "app",
        report["totals"]["num_statements"],
        report["totals"]["covered_lines"],
        {name: entry["summary"]["percent_covered"] for name, entry in report["files"].items()},
    )


def of_page(reports: Path) -> Coverage | None:
    file = reports / "page-coverage" / "coverage-summary.json"
    if not file.exists():
        return None
    report = json.loads(file.read_text())
    total = report.pop("total")["lines"]
    return Coverage(
        "web/app/features",
        total["total"],
        total["covered"],
        {
            str(Path(name).relative_to(ROOT / "web" / "app" / "features")): entry["lines"]["pct"]
            for name, entry in report.items()
        },
    )
