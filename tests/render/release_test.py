"""What the workflows of this repository build on: the version in the changelog, and the date that pins packages."""

import datetime
from pathlib import Path

import pytest

from scripts.newest import PINNED, lifted
from scripts.release import ChangelogError, newest
from tests.utils import ROOT

CHANGELOG = """# Changelog

## 0.2.0 (2027-01-31)

More.

### When you update

Run `just setup`.

## 0.1.0 (2026-11-21)

### When you update

Nothing.
"""


def test_the_first_version_is_released_with_its_own_notes() -> None:
    version, notes = newest(CHANGELOG)

    assert version == "0.2.0"
    assert notes.startswith("More.")
    assert notes.endswith("Run `just setup`.")


def test_the_changelog_can_be_released() -> None:
    version, _ = newest((ROOT / "CHANGELOG.md").read_text())

    assert version.count(".") == 2


@pytest.mark.parametrize(
    ("changelog", "complaint"),
    [
        ("# Changelog\n\n## Unreleased\n", "no heading like"),
        (CHANGELOG.replace("0.2.0", "v0.2.0"), "v0.2.0 is no version"),
        (CHANGELOG.replace("0.2.0", "0.2"), "0.2 is no version"),
        (CHANGELOG.replace("### When you update", "### Notes", 1), "lacks a section"),
    ],
)
def test_a_changelog_that_could_mislead_is_refused(changelog: str, complaint: str) -> None:
    with pytest.raises(ChangelogError, match=complaint):
        newest(changelog)


@pytest.mark.parametrize("file", PINNED, ids=lambda file: file.parent.name)
def test_the_newest_packages_are_those_of_today(file: Path) -> None:
    text = file.read_text()

    moved = lifted(text, datetime.date(2027, 1, 31))

    assert moved.count('exclude-newer = "2027-02-01T00:00:00Z"') == 1
    assert len(moved.splitlines()) == len(text.splitlines())


def test_a_file_without_a_date_is_told() -> None:
    with pytest.raises(ValueError, match="no line `exclude-newer"):
        lifted("[tool.uv]\n", datetime.date(2027, 1, 31))
