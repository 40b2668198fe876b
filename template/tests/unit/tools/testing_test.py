import json
import os
from pathlib import Path

import pytest

from tests.conftest import pytest_configure, pytest_xdist_auto_num_workers
from tests.utils import from_where_called
from tools import trace
from tools.project import ROOT
from tools.terminal import ToolError
from tools.testing.__main__ import Part, run_parts
from tools.testing.report import show

BACKEND = """<testsuites><testsuite>
  <testcase classname="tests.routes.billing.list_test" name="test_a_page" time="0.030"/>
  <testcase classname="tests.routes.billing.list_test" name="test_order" time="0.010"/>
  <testcase classname="tests.routes.billing.list_test" name="test_search" time="0.020"/>
  <testcase classname="tests.integration.billing.journey_test" name="test_pay[chromium]" time="4.5">
    <properties><property name="words" value="Pictures: nothing was compared."/></properties>
  </testcase>
</testsuite></testsuites>"""
PAGE = """<testsuites><testsuite>
  <testcase classname="app/pages/landing.test.tsx" name="a visitor reads" time="0.7"/>
</testsuite></testsuites>"""


def test_tests_are_named_as_seen_from_the_folder_where_the_recipe_was_called() -> None:
    here = "tests/unit/tools/testing_test.py"
    asked = ["unit/tools/testing_test.py::test_x[a::b]", here, "./unit", "gone_test.py", "../app"]

    found = from_where_called(asked, ROOT / "tests", ROOT)

    assert found == [f"{here}::test_x[a::b]", here, "tests/unit", "gone_test.py", "app"]


def write_reports(reports: Path, *, backend: tuple[int, int], page: tuple[int, int]) -> None:
    """Leave what a run of all tests leaves. `backend` and `page`: lines, and how many of them were gone through."""
    (reports / "backend.xml").write_text(BACKEND)
    (reports / "page.xml").write_text(PAGE)
    summary = {"num_statements": backend[0], "covered_lines": backend[1]}
    worst = {"app/billing/service.py": {"summary": {"percent_covered": 61.7}}}
    (reports / "backend-coverage.json").write_text(json.dumps({"totals": summary, "files": worst}))
    (reports / "page-coverage").mkdir()
    lines = {"total": page[0], "covered": page[1], "pct": 50}
    plan = str(ROOT / "web" / "app" / "features" / "billing" / "pages" / "plan.tsx")
    (reports / "page-coverage" / "coverage-summary.json").write_text(
        json.dumps({"total": {"lines": lines}, plan: {"lines": lines}})
    )


def test_the_slowest_come_first_and_can_be_run_by_their_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_reports(tmp_path, backend=(100, 95), page=(50, 46))

    assert show(tmp_path)

    told = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert told[0] == "Pictures: nothing was compared."
    assert told[2:4] == [
        "4.50 s  tests/integration/billing/journey_test.py::test_pay[chromium]",
        "0.70 s  web/app/pages/landing.test.tsx: a visitor reads",
    ]
    assert "A test of a route takes 20 ms at the median, of 3." in told
    assert "app                 95.0 %   least: app/billing/service.py 62 %" in told
    assert "web/app/features    92.0 %   least: billing/pages/plan.tsx 50 %" in told


@pytest.mark.parametrize(("backend", "page"), [((1000, 899), (10, 10)), ((10, 10), (1000, 899))])
def test_too_few_lines_covered_in_either_part_fail(
    tmp_path: Path, backend: tuple[int, int], page: tuple[int, int]
) -> None:
    write_reports(tmp_path, backend=backend, page=page)

    assert not show(tmp_path)


def test_tests_that_ended_before_they_could_report_say_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show(tmp_path)
    assert capsys.readouterr().out == ""


def test_a_part_begins_when_the_one_before_it_has_succeeded(tmp_path: Path) -> None:
    visited = Part("visit", ("test", "-e", str(tmp_path / "built")), after="build")
    build = Part("build", ("touch", str(tmp_path / "built")))

    assert run_parts([visited, build], {"PATH": os.environ["PATH"]})


def test_a_part_that_fails_is_heard_and_what_stands_on_it_does_not_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = Part("visit", ("touch", str(tmp_path / "visited")), after="build")
    build = Part("build", ("sh", "-c", "echo no such page; false"))
    others = Part("others", ("true",))

    assert not run_parts([build, others, visit], {"PATH": os.environ["PATH"]})

    told = capsys.readouterr().out
    assert "build: FAILED" in told
    assert "no such page" in told
    assert "visit: not begun, because of the build" in told
    assert "others: ok" in told
    assert not (tmp_path / "visited").exists()


def test_what_a_part_has_worked_is_told_with_all_that_it_has_started(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rest = Part("rest", ("sleep", "0.01"))
    work = Part("work", ("sh", "-c", "sh -c 'i=0; while [ $i -lt 99999 ]; do i=$((i+1)); done'; :"))

    assert run_parts([rest, work], {"PATH": os.environ["PATH"]})

    rested, worked = capsys.readouterr().out.splitlines()
    assert rested.endswith(" 0.0 s of a processor")
    assert worked.endswith(" s of a processor")
    assert not worked.endswith(" 0.0 s of a processor")


def test_the_trace_is_the_newest_or_the_one_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace, "RESULTS", tmp_path)
    with pytest.raises(ToolError, match="No browser test has failed"):
        trace.trace_of("")

    for age, name in enumerate(["sign-up-chromium", "pay-chromium", "pay-twice-chromium"]):
        (tmp_path / name).mkdir()
        (tmp_path / name / "trace.zip").touch()
        os.utime(tmp_path / name / "trace.zip", (1000 - age, 1000 - age))

    assert trace.trace_of("").parent.name == "sign-up-chromium"
    assert trace.trace_of("pay").parent.name == "pay-chromium"
    with pytest.raises(ToolError, match=r"no-such.*There are:\n +pay-twice-chromium\n"):
        trace.trace_of("no-such")


@pytest.mark.parametrize(
    ("arguments", "options", "processes"),
    [
        (["tests"], {}, None),
        (["tests/unit/core/ids_test.py::test_a", "tests/unit/core/ids_test.py::test_b"], {}, 0),
        (["tests/unit/core/ids_test.py::test_a", "tests/routes"], {}, None),
        (["tests/integration"], {"headed": True}, 0),
        (["tests/integration"], {"headed": True, "pause": True}, 0),
    ],
)
def test_single_tests_and_whoever_watches_get_one_process(
    pytestconfig: pytest.Config,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    options: dict[str, bool],
    processes: int | None,
) -> None:
    monkeypatch.setattr(pytestconfig, "args", arguments)
    for name in ("headed", "pause"):
        monkeypatch.setattr(pytestconfig.option, name, options.get(name, False))

    assert pytest_xdist_auto_num_workers(pytestconfig) == processes


def test_nobody_waits_at_a_browser_that_is_not_shown(
    pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pytestconfig.option, "pause", True)

    with pytest.raises(pytest.UsageError, match="--pause needs --headed"):
        pytest_configure(pytestconfig)
