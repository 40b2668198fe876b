from pathlib import Path
from textwrap import dedent

import pytest

from app.core import env_files
from app.core.variables import Variables, by_name, variable, variables_of
from tools.environment import check
from tools.environment.check import Looked, faults


class ShopSettings(Variables):
    till_key: str = variable("Opens the till.", default="drawer", secret=True)
    till_count: int = variable("How many tills there are.", default=1, ge=1)
    till_motto: str = variable("What stands on it.", default="", differs="tests joke")
    till_colour: str = variable("How it looks.", default="red", needed_in=("production",))
    till_ribbon: str = variable("Its ribbon.", default="blue", read_by=("web", "page"))


READER = "settings.till_key, settings.till_count, settings.till_motto, settings.till_colour"


class Shop:
    """A small project: its files, and what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.here = False
        self.write("env/production.env", "TILL_COLOUR=green")
        self.write("app/shop.py", f"{READER}, settings.till_ribbon\n")

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(dedent(text))

    def faults(self, *kinds: type[Variables]) -> list[str]:
        files = [f.relative_to(self.root) for f in self.root.rglob("*") if f.suffix != ".env"]
        declared = by_name(variables_of(*(kinds or (ShopSettings,))))
        looked = Looked(
            declared, [f for f in files if f.suffix], lambda value: value == "ref:", here=self.here
        )
        return [str(each) for each in faults(looked)]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    monkeypatch.setattr(env_files, "ROOT", tmp_path)
    monkeypatch.setattr(check, "ROOT", tmp_path)
    return Shop(tmp_path)


def test_a_project_whose_declaration_files_and_code_agree_is_let_through(shop: Shop) -> None:
    # Without a reason, TILL_COLOUR may only be the same everywhere.
    shop.write("env/all.env", "TILL_COLOUR=green\nTILL_COUNT=3\nTILL_KEY=ref:\n")
    shop.write("env/production.env", "")
    shop.write("env/test.env", "TILL_MOTTO=Ha\n")

    assert shop.faults() == []


def test_a_line_about_a_variable_that_nobody_declares(shop: Shop) -> None:
    shop.write("env/all.env", "# Words\nTILL_COLOUR=green\nTILL_COLOR=green\n")

    [told] = shop.faults()

    assert told.startswith(
        "env/all.env:3: TILL_COLOR is declared nowhere\n    -> remove the line, or"
    )


def test_a_variable_that_nobody_reads(shop: Shop) -> None:
    shop.write("env/all.env", "TILL_COLOUR=green\n")
    shop.write("app/shop.py", READER)

    [told] = shop.faults()

    assert "check_test.py:" in told
    assert "TILL_RIBBON is read nowhere\n    -> remove its declaration" in told


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("app/till.py", 'import os\nos.environ["TILL_DRAWER"]\n'),
        ("app/till.py", 'from os import environ\nenviron.get("TILL_DRAWER")\n'),
        ("tools/till.py", 'import os\nos.getenv("TILL_DRAWER", "")\n'),
        ("tools/till.py", 'import os\n"TILL_DRAWER" in os.environ\n'),
        ("tools/till.py", 'from x import named\nnamed("TILL_DRAWER")\n'),
        ("web/vite.config.ts", "const a =\n  process.env.TILL_DRAWER\n"),
        ("web/app/till.ts", "\nconst a = import.meta.env['TILL_DRAWER']\n"),
    ],
)
def test_code_that_reads_what_nobody_declares(shop: Shop, file: str, code: str) -> None:
    shop.write("env/all.env", "TILL_COLOUR=green\n")
    shop.write(file, code)

    [told] = shop.faults()

    assert told.startswith(
        f"{file}:2: TILL_DRAWER is read here and declared nowhere\n    -> declare"
    )


def test_code_may_set_variables_and_read_those_of_its_surroundings(shop: Shop) -> None:
    shop.write("env/all.env", "TILL_COLOUR=green\n")
    shop.write("tools/till.py", 'import os\nos.environ["TILL_DRAWER"] = os.environ["PATH"]\n')
    shop.write("web/app/till.ts", "export const inTests = import.meta.env.MODE === 'test'\n")

    assert shop.faults() == []


def test_a_page_that_reads_what_is_not_for_pages(shop: Shop) -> None:
    shop.write("env/all.env", "TILL_COLOUR=green\n")
    shop.write("web/app/till.ts", "const a = [process.env.TILL_RIBBON, process.env.TILL_KEY]\n")

    [told] = shop.faults()

    assert told.startswith("web/app/till.ts:1: TILL_KEY is read by the page, which its declaration")


def test_a_secret_that_the_page_is_told(shop: Shop) -> None:
    class Glass(Variables):
        till_key: str = variable("Opens it.", default="", secret=True, read_by=("web", "page"))

    [told] = shop.faults(Glass)[-1:]

    assert "TILL_KEY is a secret, and the page shows it to everybody" in told


@pytest.mark.parametrize("name", ["all", "production"])
def test_a_secret_in_clear_in_a_file_that_git_keeps(shop: Shop, name: str) -> None:
    shop.write("env/production.env", "")
    shop.write("env/all.env", "TILL_COLOUR=green\n")
    with (shop.root / "env" / f"{name}.env").open("a") as file:
        file.write("TILL_KEY=secret-word\n")

    [told] = shop.faults()

    assert f"env/{name}.env:" in told
    assert "TILL_KEY is a secret, and stands here for everybody" in told
    assert "just secrets set TILL_KEY" in told
    assert "secret-word" not in told


def test_a_secret_in_this_machines_own_file_is_in_its_place(shop: Shop) -> None:
    shop.here = True
    shop.write("env/all.env", "TILL_COLOUR=green\n")
    shop.write("env/development.local.env", "TILL_KEY=secret-word\n")

    assert shop.faults() == []


def test_a_variable_that_an_environment_needs_and_no_file_sets(shop: Shop) -> None:
    shop.write("env/production.env", "")

    [told] = shop.faults()

    assert "TILL_COLOUR is needed in production\n" in told
    assert "-> write TILL_COLOUR=… into env/production.env" in told


def test_the_value_that_is_only_good_elsewhere(shop: Shop) -> None:
    shop.write("env/production.env", "TILL_COLOUR=red\n")

    assert any("TILL_COLOUR has the value that is only good elsewhere" in f for f in shop.faults())


@pytest.mark.parametrize("value", ["many", "0"])
def test_a_value_of_the_wrong_type(shop: Shop, value: str) -> None:
    shop.write("env/all.env", f"TILL_COLOUR=green\nTILL_COUNT={value}\n")

    [told] = shop.faults()

    assert told.startswith("env/all.env:2: TILL_COUNT input should be ")
    assert "-> give another value: How many tills there are." in told


def test_environments_that_differ_without_a_reason(shop: Shop) -> None:
    shop.write("env/all.env", "TILL_COLOUR=green\nTILL_COUNT=3\n")
    shop.write("env/test.env", "TILL_COUNT=4\nTILL_MOTTO=Ha\n")

    [told] = shop.faults()

    assert "TILL_COUNT differs between environments without a reason" in told
    assert 'differs="…"' in told


def test_a_file_that_nobody_reads(shop: Shop) -> None:
    shop.write("env/all.env", "TILL_COLOUR=green\n")
    shop.write("env/staging.env", "TILL_COUNT=3\n")

    [told] = shop.faults()

    assert told.startswith("env/staging.env:1: is read by nobody")


def test_a_file_that_says_which_environment_it_is_for(shop: Shop) -> None:
    shop.write("env/all.env", "TILL_COLOUR=green\nENVIRONMENT=test\n")

    [told] = shop.faults()

    assert told.startswith("env/all.env:2: ENVIRONMENT chooses which files are read")


def test_a_line_that_cannot_be_read(shop: Shop) -> None:
    shop.write("env/all.env", "TILL_COLOUR=green\nexport TILL_KEY=secret-word\n")

    [told] = shop.faults()

    assert told.startswith("env/all.env:2: before the = stands the name alone")
    assert "secret-word" not in told
