"""`just upgrade`: newer packages of both languages, but none younger than a week, and what has changed."""

import datetime
import json
import re
import tomllib
from collections.abc import Mapping

from tools.project import ROOT
from tools.terminal import ToolError, heading, note, run, say, stop

#: Time for a release that was tampered with to be found out.
COOL_DOWN = datetime.timedelta(days=7)
DATE = re.compile(r'^exclude-newer = "([^"]+)"$', re.MULTILINE)
PYPROJECT, UV_LOCK = ROOT / "pyproject.toml", ROOT / "uv.lock"
PACKAGE, PNPM_LOCK = ROOT / "web" / "package.json", ROOT / "web" / "pnpm-lock.yaml"


def with_newer_date(pyproject: str, today: datetime.date) -> str:
    """The text of pyproject.toml, letting in what was released before the cool-down; never less than before.

    Raises:
        ToolError: the text has no such line.
    """
    found = DATE.search(pyproject)
    if found is None:
        raise ToolError("pyproject.toml has no line `exclude-newer = …` to move.")
    newest = f"{today - COOL_DOWN}T00:00:00Z"
    return DATE.sub(f'exclude-newer = "{max(newest, found[1])}"', pyproject)


def python_versions(lock: str) -> dict[str, str]:
    return {
        package["name"]: package["version"]
        for package in tomllib.loads(lock).get("package", [])
        if "version" in package
    }


def javascript_versions(package: str) -> dict[str, str]:
    described = json.loads(package)
    return {**described.get("dependencies", {}), **described.get("devDependencies", {})}


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """What is new, gone or of another version, a line each; a new major version is marked."""
    lines = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, "-"), after.get(name, "-")
        if old != new:
            both = name in before and name in after
            major = both and old.split(".")[0] != new.split(".")[0]
            lines.append(f"{name} {old} -> {new}{'  (major)' if major else ''}")
    return lines


def update_javascript() -> None:
    """Resolve the packages of the page anew.

    Raises:
        ToolError: they cannot be resolved; the lock file is as it was.
    """
    # From nothing: pnpm refuses a lock that names a younger release, however it came to be there.
    before = PNPM_LOCK.read_bytes()
    PNPM_LOCK.unlink()
    try:
        # The same cool-down stands in pnpm-workspace.yaml, for every other way to a new package.
        run(
            ["pnpm", "--dir", "web", "--silent", "update", "--latest"],
            failure="JavaScript's packages were not updated",
        )
    except ToolError:
        PNPM_LOCK.write_bytes(before)
        raise


def main() -> None:
    lock = UV_LOCK.read_text() if UV_LOCK.exists() else ""
    package = PACKAGE.read_text()
    try:
        today = datetime.datetime.now(datetime.UTC).date()
        PYPROJECT.write_text(with_newer_date(PYPROJECT.read_text(), today))
        run(["uv", "lock", "--quiet", "--upgrade"], failure="Python's packages were not resolved")
        run(["tools/sync.sh", "--quiet"], failure="Python's packages were not installed")
        update_javascript()
    except ToolError as error:
        stop(error)
    for language, found in {
        "Python": changes(python_versions(lock), python_versions(UV_LOCK.read_text())),
        "JavaScript": changes(
            javascript_versions(package), javascript_versions(PACKAGE.read_text())
        ),
    }.items():
        heading(language)
        for line in found or ["nothing is newer"]:
            note(line)
    say("\nNow try it: just ci")


if __name__ == "__main__":
    main()
