"""`just secrets set`, `list` and `check`, whatever keeps the secrets."""

import contextlib
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.tools.secrets.shop import Drawer
from tools.project import ROOT
from tools.secrets.commands import check_secrets, list_secrets, set_secret
from tools.terminal import ToolError

GOOD = "a-key-that-is-long-enough"
Typed = Callable[[str], None]
pytestmark = pytest.mark.usefixtures("_shop")


def test_a_value_comes_by_standard_input(typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    drawer = Drawer()
    typed(f"{GOOD}\n")

    set_secret(drawer, "development", "SHOP_KEY")

    assert drawer.kept == {"SHOP_KEY": GOOD}
    assert capsys.readouterr().out == "SHOP_KEY stands in the drawer.\n"


def test_a_value_keeps_its_lines(typed: Typed) -> None:
    drawer = Drawer()
    typed("-----BEGIN KEY-----\nMIIE\n-----END KEY-----\n\n")

    set_secret(drawer, "development", "SHOP_KEY")

    assert drawer.kept == {"SHOP_KEY": "-----BEGIN KEY-----\nMIIE\n-----END KEY-----\n"}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SHOP_KYE", GOOD, "No variable is called SHOP_KYE. Did you mean SHOP_KEY?"),
        ("shop_key", GOOD, "Did you mean SHOP_KEY?"),
        ("ELEPHANT", GOOD, "`just secrets list` names them"),
        ("SHOP_NAME", GOOD, "SHOP_NAME is no secret"),
        ("SHOP_KEY", "", "Nothing was given"),
        ("SHOP_KEY", "too-short-7c1", "at least 20 characters"),
        ("SHOP_KEY", f"{GOOD}\0", "NUL"),
        ("SHOP_WEBHOOK_SECRET", "no-number-7c1", "valid integer"),
    ],
)
def test_what_is_not_declared_so_is_refused_and_not_repeated(
    name: str, value: str, told: str, typed: Typed
) -> None:
    drawer = Drawer(SHOP_KEY="what was there before")
    typed(value)

    with pytest.raises(ToolError) as refusal:
        set_secret(drawer, "development", name)

    assert told in str(refusal.value)
    assert not value or value not in str(refusal.value)
    assert drawer.kept == {"SHOP_KEY": "what was there before"}


def test_a_secret_is_looked_at_next_to_what_it_goes_with(typed: Typed, tmp_path: Path) -> None:
    drawer = Drawer()
    typed("knock knock")
    with pytest.raises(ToolError, match="SHOP_BANK_PASSWORD: … goes with SHOP_BANK_ID"):
        set_secret(drawer, "development", "SHOP_BANK_PASSWORD")

    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "development.env").write_text("SHOP_BANK_ID=12\n")
    typed("knock knock")
    set_secret(drawer, "development", "SHOP_BANK_PASSWORD")

    assert drawer.kept == {"SHOP_BANK_PASSWORD": "knock knock"}


def test_production_takes_no_value_that_is_known_to_all(typed: Typed) -> None:
    typed("True")
    with pytest.raises(ToolError, match="SHOP_KEY"):
        set_secret(Drawer(), "production", "SHOP_KEY")


def test_the_list_names_places_and_shows_no_value(capsys: pytest.CaptureFixture[str]) -> None:
    list_secrets(Drawer(SHOP_WEBHOOK_SECRET="7131"), "production")

    told = capsys.readouterr().out
    assert [line.split()[:2] for line in told.splitlines()] == [
        ["SHOP_KEY", "needed"],
        ["SHOP_TILL_URL", "needed"],
        ["SHOP_WEBHOOK_SECRET", "••••••••"],
        ["SHOP_BANK_PASSWORD", "not"],
        ["SHOP_UPLOAD_TOKEN", "not"],
    ]
    assert "the drawer" in told
    assert "7131" not in told


def test_the_check_tells_all_that_is_wrong_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    kept = Drawer(
        SHOP_KEY="too-short-7c1", SHOP_WEBHOOK_SECRET="no-number-7c1", OLD_KEY="forgotten"
    )

    assert check_secrets(kept, "production") == 4

    told = capsys.readouterr().out
    assert "SHOP_KEY: String should have at least 20 characters" in told
    assert "SHOP_TILL_URL is not set. Where the till is." in told
    assert "-> just secrets set SHOP_TILL_URL --environment production" in told
    assert "SHOP_WEBHOOK_SECRET: Input should be a valid integer" in told
    assert "OLD_KEY stands in the drawer, and nothing declares it." in told
    assert not any(value in told for value in kept.kept.values())


def test_in_development_recipes_bring_the_servers(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_secrets(Drawer(), "development") == 0
    assert "complete" in capsys.readouterr().out


def test_a_value_is_typed_without_being_shown_and_never_an_argument() -> None:
    words = [sys.executable, "-m", "tools.secrets", "set", "SENTRY_AUTH_TOKEN"]
    asked = subprocess.run([*words, "value"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert asked.returncode == 2
    assert "unrecognized arguments" in asked.stderr

    terminal, its_end = pty.openpty()
    with subprocess.Popen(
        words, cwd=ROOT, stdin=its_end, stdout=its_end, stderr=its_end, start_new_session=True
    ):
        os.close(its_end)
        shown = b""
        while b"not shown" not in shown:
            shown += os.read(terminal, 1024)
        # Typed, taken back with Ctrl-U, and an empty line: nothing is kept.
        os.write(terminal, b"unseen-7c1\x15\n")
        # A terminal that nobody holds any more is an error on Linux, and the end of a file elsewhere.
        with contextlib.suppress(OSError):
            while part := os.read(terminal, 1024):
                shown += part
    os.close(terminal)
    assert b"Nothing was given" in shown
    assert b"unseen-7c1" not in shown
