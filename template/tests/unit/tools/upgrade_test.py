import datetime
import re
from pathlib import Path

import pytest

from tools import upgrade
from tools.project import ROOT
from tools.terminal import ToolError

PYPROJECT = '[tool.uv]\nexclude-newer = "2026-11-14T00:00:00Z"\ndefault-groups = ["dev"]\n'
LOCK = """
version = 1
[options]
exclude-newer = "2026-11-14T00:00:00Z"
[[package]]
name = "fastapi"
version = "0.162.0"
[[package]]
name = "product-backend"
source = { virtual = "." }
"""


def test_packages_have_to_be_a_week_old() -> None:
    moved = upgrade.with_newer_date(PYPROJECT, datetime.date(2027, 1, 3))

    assert moved == PYPROJECT.replace("2026-11-14", "2026-12-27")


def test_the_date_never_moves_back() -> None:
    assert upgrade.with_newer_date(PYPROJECT, datetime.date(2026, 11, 16)) == PYPROJECT


def test_a_file_without_the_date_is_told() -> None:
    with pytest.raises(ToolError, match="no line `exclude-newer"):
        upgrade.with_newer_date("[tool.uv]\n", datetime.date(2027, 1, 3))


def test_pnpm_keeps_the_same_cool_down_whoever_asks_it_for_a_package() -> None:
    workspace = (ROOT / "web" / "pnpm-workspace.yaml").read_text()
    minutes = re.search(r"^minimumReleaseAge: (\d+)$", workspace, re.MULTILINE)

    assert minutes, "anything is let in"
    assert datetime.timedelta(minutes=int(minutes[1])) == upgrade.COOL_DOWN


def test_what_has_changed_is_told() -> None:
    before = upgrade.python_versions(LOCK) | {"celery": "5.7.0", "gone": "1.0"}
    after = {"fastapi": "0.163.0", "celery": "6.0.1", "joined": "3.1"}

    assert upgrade.changes(before, after) == [
        "celery 5.7.0 -> 6.0.1  (major)",
        "fastapi 0.162.0 -> 0.163.0",
        "gone 1.0 -> -",
        "joined - -> 3.1",
    ]


def test_versions_of_the_page_come_from_both_kinds() -> None:
    package = '{"dependencies": {"react": "19.3.1"}, "devDependencies": {"vite": "8.3.8"}}'

    assert upgrade.javascript_versions(package) == {"react": "19.3.1", "vite": "8.3.8"}


def test_only_what_is_compatible_is_let_in() -> None:
    package = '{\n  "version": "1.0.0",\n  "dependencies": {\n    "react": "19.3.1",\n    "tsc": "npm:@ts/native@7.0.2"\n  }\n}'

    opened = upgrade.with_carets(package)

    assert '"react": "^19.3.1"' in opened
    assert '"tsc": "npm:@ts/native@^7.0.2"' in opened
    assert '"version": "1.0.0"' in opened
    assert upgrade.pinned(opened) == package


def test_packages_that_work_only_together_move_together() -> None:
    package = '{"dependencies": {"react-router": "8.10.1"}, "devDependencies": {"@react-router/dev": "8.9.0"}}'

    assert upgrade.in_step(package) == package.replace("8.10.1", "8.9.0")


@pytest.mark.parametrize("end", [ToolError("The network is away."), KeyboardInterrupt()])
def test_nothing_is_left_half_upgraded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: BaseException
) -> None:
    pyproject, lock = tmp_path / "pyproject.toml", tmp_path / "pnpm-lock.yaml"
    pyproject.write_text(PYPROJECT)
    lock.write_text(LOCK)
    monkeypatch.setattr(upgrade, "FILES", (pyproject, lock))

    def change_all(*, majors: bool) -> None:
        pyproject.write_text("changed")
        lock.unlink()
        raise end

    monkeypatch.setattr(upgrade, "change_files", change_all)
    with pytest.raises(type(end)):
        upgrade.upgrade(majors=False)

    assert (pyproject.read_text(), lock.read_text()) == (PYPROJECT, LOCK)
