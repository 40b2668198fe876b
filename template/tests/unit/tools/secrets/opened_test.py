"""What is sealed is opened once for a while."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tools.secrets.lines import read
from tools.secrets.opened import SECONDS, keep_open
from tools.terminal import ToolError


@dataclass
class Counting:
    """A vault that counts how often it is opened."""

    kept: dict[str, str] = field(default_factory=lambda: {"NAME": "first"})
    references: str = "one"
    opened: int = 0
    away: bool = False

    def values(self, environment: str) -> dict[str, str]:
        self.opened += 1
        if self.away:
            raise ToolError("The vault is away.")
        return self.kept

    def fingerprint(self, environment: str) -> str:
        return self.references


@pytest.fixture
def vault() -> Counting:
    return Counting()


def begin(vault: Counting, folder: Path, hour: float = 0, *, anew: bool = False) -> None:
    """What a recipe does first, some hours after the first time."""
    keep_open(vault, "development", folder=folder, now=lambda: 1_000_000 + hour * 3600, anew=anew)


def test_the_vault_is_opened_once_for_many_recipes(vault: Counting, tmp_path: Path) -> None:
    begin(vault, tmp_path)
    begin(vault, tmp_path, hour=7.9)

    assert vault.opened == 1
    kept = tmp_path / "development.env"
    assert read(kept) == {"NAME": "first"}
    assert kept.stat().st_mode & 0o777 == 0o600


def test_it_is_opened_again_when_the_time_is_over(vault: Counting, tmp_path: Path) -> None:
    begin(vault, tmp_path)
    begin(vault, tmp_path, hour=SECONDS / 3600)

    assert vault.opened == 2


@pytest.mark.parametrize("change", ["references", "clock", "mode", "first line", "asked"])
def test_it_is_opened_again_when_what_was_kept_cannot_be_trusted(
    change: str, vault: Counting, tmp_path: Path
) -> None:
    begin(vault, tmp_path)
    kept, hour = tmp_path / "development.env", 1.0
    match change:
        case "references":
            vault.references = "two"
        case "clock":
            hour = -1
        case "mode":
            kept.chmod(0o640)
        case "first line":
            kept.write_text("# until tomorrow of one\nNAME=first\n")
    begin(vault, tmp_path, hour, anew=change == "asked")

    assert vault.opened == 2
    assert kept.stat().st_mode & 0o777 == 0o600


def test_what_is_over_is_not_used_while_the_vault_is_away(vault: Counting, tmp_path: Path) -> None:
    begin(vault, tmp_path)
    vault.away = True
    begin(vault, tmp_path, hour=1)

    with pytest.raises(ToolError, match="away"):
        begin(vault, tmp_path, hour=9)
    assert not (tmp_path / "development.env").exists()
