import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.stand_ins.programs.on_path import MakeStandIn, StandIn
from tests.unit.tools.secrets.shop import declared_by_the_shop

Typed = Callable[[str], None]


@pytest.fixture
def _shop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A project that declares the shop's variables alone, and whose files say nothing of them."""
    for module in ("checking", "commands", "push"):
        monkeypatch.setattr(f"tools.secrets.{module}.declared", declared_by_the_shop)
    monkeypatch.setattr("tools.environment.declared.declared", declared_by_the_shop)
    monkeypatch.setattr("app.core.env_files.ROOT", tmp_path)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """`typed(text)`: what the next command finds on its standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeStandIn:
    """`stand_in(name, world)`: a vendor's program; nothing else is on PATH."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    def make(name: str, world: dict[str, Any]) -> StandIn:
        made = StandIn(tmp_path, name, world)
        monkeypatch.setenv(f"{name.upper()}_STAND_IN", str(made.file))
        return made

    return make
