import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.tools.secrets.shop import declared_by_the_shop

Typed = Callable[[str], None]


@pytest.fixture
def _shop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A project that declares the shop's variables alone, and whose files say nothing of them."""
    for module in ("checking", "commands"):
        monkeypatch.setattr(f"tools.secrets.{module}.declared", declared_by_the_shop)
    monkeypatch.setattr("tools.environment.declared.declared", declared_by_the_shop)
    monkeypatch.setattr("app.core.env_files.ROOT", tmp_path)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """`typed(text)`: what the next command finds on its standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))
