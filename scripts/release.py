"""Which version CHANGELOG.md begins with, for the workflow that tags it.

Prints `tag=X.Y.Z`, or `tag=` when that tag is there already; with --notes, what the changelog says about the version.
"""

import argparse
import re
import sys

from scripts.environment import ROOT, git

HEADING = re.compile(r"^## (?P<version>\S+) \(\d{4}-\d{2}-\d{2}\)$", re.MULTILINE)
VERSION = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}")
FOR_UPDATERS = "### When you update"


class ChangelogError(Exception):
    """The changelog does not say which version it is about, or what to do for it."""


def newest(changelog: str) -> tuple[str, str]:
    """The first version in a changelog, and its section.

    Raises:
        ChangelogError: there is none, it is no version, or its section does not tell those who update what to do.
    """
    headings = list(HEADING.finditer(changelog))
    if not headings:
        raise ChangelogError("CHANGELOG.md has no heading like `## 1.2.3 (2027-01-31)`.")
    version = headings[0]["version"]
    if not VERSION.fullmatch(version):
        raise ChangelogError(f"CHANGELOG.md: {version} is no version like 1.2.3.")
    end = headings[1].start() if len(headings) > 1 else len(changelog)
    section = changelog[headings[0].end() : end].strip()
    if FOR_UPDATERS not in section:
        raise ChangelogError(f"CHANGELOG.md: {version} lacks a section `{FOR_UPDATERS}`.")
    return version, section


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", action="store_true", help="print the version's section")
    words = parser.parse_args()
    try:
        version, section = newest((ROOT / "CHANGELOG.md").read_text())
    except ChangelogError as error:
        sys.exit(f"error: {error}")
    if words.notes:
        print(section)
    else:
        print(f"tag={'' if version in git('tag', '--list').split() else version}")


if __name__ == "__main__":
    main()
