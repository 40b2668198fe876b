"""`just secrets rotate`, whatever keeps the secrets."""

from collections.abc import Callable

import pytest

from app.core.environment import Environment
from app.core.keys import KeyList, keys
from app.core.variables import Variable, Variables, by_name, variable, variables_of
from tests.unit.tools.secrets.shop import Drawer
from tools.secrets.rotation import counted, drop_old, rotate, use_last
from tools.secrets.vault import Vault
from tools.terminal import ToolError

OLD, NEWER = "o" * 32, "n" * 32


class TillVariables(Variables):
    """One list of keys, and something that is none."""

    till_door_key: KeyList = keys("Seals the door.")
    till_name: str = variable("What stands on it.", default="", secret=True)


@pytest.fixture(autouse=True)
def _till(monkeypatch: pytest.MonkeyPatch) -> None:
    def of_the_till() -> dict[str, Variable]:
        return by_name(variables_of(TillVariables))

    for module in ("checking", "rotation"):
        monkeypatch.setattr(f"tools.secrets.{module}.declared", of_the_till)


def keys_in(drawer: Drawer) -> list[str]:
    return drawer.kept["TILL_DOOR_KEY"].split(",")


@pytest.mark.parametrize("name", ["TILL_DOOR_KEY", "till-door"])
def test_a_new_key_comes_first_and_the_former_stays(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    drawer = Drawer(TILL_DOOR_KEY=OLD)

    rotate(drawer, "production", name)

    new, former = keys_in(drawer)
    told = capsys.readouterr().out
    assert former == OLD
    assert len(new) == 64
    assert new not in told
    assert OLD not in told
    assert "Bring it to where the product runs" in told
    assert "just secrets rotate till-door --drop-old --environment production" in told


def test_no_two_rotations_make_the_same_key() -> None:
    drawer = Drawer(TILL_DOOR_KEY=OLD)

    rotate(drawer, "production", "till-door")
    rotate(drawer, "production", "till-door")

    assert len(set(keys_in(drawer))) == 3
    assert keys_in(drawer)[-1] == OLD


def test_a_key_that_all_processes_shall_know_first_waits_at_the_end() -> None:
    drawer = Drawer(TILL_DOOR_KEY=OLD)

    rotate(drawer, "production", "till-door", ahead=True)
    former, new = keys_in(drawer)
    assert former == OLD
    use_last(drawer, "production", "till-door")

    assert keys_in(drawer) == [new, OLD]


def test_development_begins_with_the_key_that_everybody_has() -> None:
    drawer = Drawer()

    rotate(drawer, "development", "till-door")

    assert keys_in(drawer)[1].startswith("development")


def test_a_key_of_production_that_nobody_has_here_is_not_lost() -> None:
    drawer = Drawer()

    with pytest.raises(ToolError, match="just secrets set TILL_DOOR_KEY --environment production"):
        rotate(drawer, "production", "till-door")

    assert drawer.kept == {}


def test_former_keys_are_dropped_when_nothing_depends_on_them() -> None:
    drawer = Drawer(TILL_DOOR_KEY=f"{NEWER},{OLD}")
    asked: list[tuple[str, str]] = []

    def none(environment: str, variable: str) -> int:
        asked.append((environment, variable))
        return 0

    drop_old(drawer, "production", "till-door", count=none)

    assert keys_in(drawer) == [NEWER]
    assert asked == [("production", "TILL_DOOR_KEY")]


def test_former_keys_stay_while_something_depends_on_them() -> None:
    drawer = Drawer(TILL_DOOR_KEY=f"{NEWER},{OLD}")

    with pytest.raises(ToolError, match="3 rows depend on former keys"):
        drop_old(drawer, "production", "till-door", count=lambda *_: 3)
    assert keys_in(drawer) == [NEWER, OLD]

    drop_old(drawer, "production", "till-door", anyway=True)
    assert keys_in(drawer) == [NEWER]


def test_former_keys_stay_where_nobody_can_say_what_depends_on_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawer = Drawer(TILL_DOOR_KEY=f"{NEWER},{OLD}")

    # The product knows nothing of the till.
    with pytest.raises(ToolError, match="could not be asked"):
        drop_old(drawer, "development", "till-door", count=counted)

    assert keys_in(drawer) == [NEWER, OLD]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("TILL_NAME", "one value, not a list"),
        ("elephant", "There are no keys called elephant. There are: till-door."),
    ],
)
def test_what_is_no_list_of_keys_is_told_so(name: str, told: str) -> None:
    with pytest.raises(ToolError, match=told):
        rotate(Drawer(), "development", name)


@pytest.mark.parametrize("change", [use_last, drop_old])
def test_one_key_is_never_dropped_or_moved(
    change: Callable[[Vault, Environment, str], None],
) -> None:
    drawer = Drawer(TILL_DOOR_KEY=OLD)

    with pytest.raises(ToolError, match="has one key"):
        change(drawer, "production", "till-door")

    assert keys_in(drawer) == [OLD]
