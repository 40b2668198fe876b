from collections.abc import Callable
from pathlib import Path

import pytest

from app.core import env_files
from app.core.variables import Variables, by_name, variable, variables_of
from tools import hints
from tools.environment import declared, news


class Old(Variables):
    till_colour: str = variable("How the till looks.", default="red")


class New(Old):
    till_motto: str = variable("What stands on it.", default="")
    till_key: str = variable("Opens it.", secret=True, get="Ask the joiner")
    till_code: str = variable("Opens it too.", secret=True, generate=32)
    till_count: int = variable("How many there are.")


@pytest.fixture
def pull(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[type[Variables]], None]:
    """A checkout, and what a pull brings to it: other declarations."""
    for module in (news, env_files):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(news, "KNOWN", tmp_path / ".local" / "variables.json")
    monkeypatch.setenv("ENVIRONMENT", "development")
    (tmp_path / "env").mkdir()
    (tmp_path / "app").mkdir()

    def bring(kind: type[Variables]) -> None:
        (tmp_path / "app" / "settings.py").write_text(kind.__name__)
        monkeypatch.setattr(declared, "declared", lambda: by_name(variables_of(kind)))

    bring(Old)
    return bring


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """What the start of a recipe says."""
    news.tell_news()
    said = capsys.readouterr()
    # What a recipe prints for another program stays as it is.
    assert said.out == ""
    return said.err


def test_a_stale_checkout_is_told_what_is_new_and_how_to_get_it(
    pull: Callable[[type[Variables]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys) == ""

    pull(New)

    expected = """\
New variables, which need nothing of you:
  TILL_MOTTO: What stands on it.
Variables that are missing here:
  TILL_KEY: Opens it.
      -> Ask the joiner; just secrets set TILL_KEY
  TILL_CODE: Opens it too.
      -> just secrets setup
  TILL_COUNT: How many there are.
      -> TILL_COUNT=… in env/development.env
"""
    assert told(capsys) == expected
    # What needs nothing is told once, what is missing until it is there.
    assert told(capsys) == expected[expected.index("Variables that") :]


def test_who_has_all_is_told_nothing_more(
    pull: Callable[[type[Variables]], None], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pull(New)
    assert "TILL_KEY" in told(capsys)

    file = tmp_path / "env" / "development.local.env"
    file.write_text("TILL_KEY=x\nTILL_CODE=y\nTILL_COUNT=1\n")

    assert told(capsys) == ""


def test_a_checkout_whose_packages_are_old_too_is_told_so(
    pull: Callable[[type[Variables]], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise ImportError("No module named 'shop'")

    monkeypatch.setattr(declared, "declared", fail)

    assert told(capsys) == "The variables cannot be compared: No module named 'shop'\n"


def test_a_merge_tells_it(
    pull: Callable[[type[Variables]], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hints, "git", lambda *_: "")
    pull(New)

    hints.main()

    assert "TILL_KEY: Opens it." in capsys.readouterr().err
