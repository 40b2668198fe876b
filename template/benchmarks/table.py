"""What was measured, as a table, and which budgets it keeps."""

from dataclasses import dataclass, field

from tools.terminal import ToolError


@dataclass(frozen=True)
class Line:
    """One figure. `limit` is the budget: at least so much if `more_is_better`, else at most."""

    name: str
    value: float
    unit: str = "x"
    limit: float | None = None
    more_is_better: bool = True
    remark: str = ""

    @property
    def kept(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.more_is_better else self.value <= self.limit

    def text(self) -> str:
        sign = ">=" if self.more_is_better else "<="
        budget = "" if self.limit is None else f"{sign} {self.limit:g} {self.unit}"
        state = "" if self.limit is None else "ok" if self.kept else "BREACHED"
        figure = f"{self.value:,.2f}" if abs(self.value) < 100 else f"{self.value:,.0f}"
        return (
            f"{self.name:52} {figure:>9} {self.unit:4} {budget:12} {state:9} {self.remark}".rstrip()
        )


@dataclass
class Table:
    """The lines so far. They are printed as they come, because the whole takes minutes."""

    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        self.lines.append(line)
        print(line.text(), flush=True)

    @property
    def breached(self) -> list[Line]:
        return [line for line in self.lines if not line.kept]

    def require_budgets(self) -> None:
        """Raises ToolError: one of them is breached."""
        if self.breached:
            names = "; ".join(line.name for line in self.breached)
            raise ToolError(f"Budgets are breached: {names}.")
