import pytest

from benchmarks.table import Line, Table
from tools.terminal import ToolError


@pytest.mark.parametrize(
    ("value", "more_is_better", "kept"),
    [
        (2.3, True, True),
        (2.2, True, True),
        (2.1, True, False),
        (2.1, False, True),
        (2.3, False, False),
    ],
)
def test_a_budget_is_kept_or_breached(value: float, more_is_better: bool, kept: bool) -> None:
    line = Line("list", value, limit=2.2, more_is_better=more_is_better)

    assert line.kept is kept
    assert ("BREACHED" in line.text()) is not kept


def test_the_table_shows_each_line_and_remembers_what_is_breached(
    capsys: pytest.CaptureFixture[str],
) -> None:
    table = Table()
    table.add(Line("share of the raw one", 0.2))
    table.add(Line("errors", 3, limit=0, more_is_better=False))

    assert len(capsys.readouterr().out.splitlines()) == 2
    assert [line.name for line in table.breached] == ["errors"]


def test_a_breach_fails_where_somebody_checks() -> None:
    table = Table()
    table.add(Line("quick enough", 2.3, limit=2.2))
    table.require_budgets()

    table.add(Line("share", 0.7, limit=1))
    with pytest.raises(ToolError, match=r"Budgets are breached: share\."):
        table.require_budgets()
