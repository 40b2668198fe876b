"""`just upgrade`: newer packages of both languages, but none younger than a week, and what has changed."""

import argparse
import datetime
import json
import re
import tomllib
from collections.abc import Generator, Mapping
from contextlib import contextmanager

from tools.project import ROOT
from tools.terminal import (
    ToolError,
    end_in_order_on_signals,
    heading,
    note,
    run,
    say,
    stop,
)

#: Time for a release that was tampered with to be found out.
COOL_DOWN = datetime.timedelta(days=7)
DATE = re.compile(r'^exclude-newer = "([^"]+)"$', re.MULTILINE)
PYPROJECT, UV_LOCK = ROOT / "pyproject.toml", ROOT / "uv.lock"
PACKAGE, PNPM_LOCK = ROOT / "web" / "package.json", ROOT / "web" / "pnpm-lock.yaml"
FILES = (PYPROJECT, UV_LOCK, PACKAGE, PNPM_LOCK)
#: What describes the Node that is there, and moves with it alone.
BOUND = ("@types/node",)
#: A package with its version, as package.json has them; one that is known by another name has its own before the version.
PINNED = re.compile(r'^(    "[^"]+": "(?:npm:[^"]+@)?)(\d+\.\d+\.\d+)(?=")', re.MULTILINE)
CARET = re.compile(r'^(    "[^"]+": "(?:npm:[^"]+@)?)\^(\d+\.\d+\.\d+)(?=")', re.MULTILINE)


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


def with_carets(package: str) -> str:
    """The text of package.json, letting in what its authors call compatible with the versions that stand there."""
    return PINNED.sub(r"\1^\2", package)


def pinned(package: str) -> str:
    """The text of package.json, naming each version alone."""
    return CARET.sub(r"\1\2", package)


def in_step(package: str) -> str:
    """The text of package.json with one version of React Router's packages, which are not always published together."""
    family = {
        name: version
        for name, version in javascript_versions(package).items()
        if name == "react-router" or name.startswith("@react-router/")
    }
    lowest = min(family.values(), key=lambda version: [int(each) for each in version.split(".")])
    for name, version in family.items():
        package = package.replace(f'"{name}": "{version}"', f'"{name}": "{lowest}"')
    return package


def update_javascript(*, majors: bool) -> None:
    """Resolve the packages of the page anew.

    Raises:
        ToolError: they cannot be resolved.
    """
    # From nothing: pnpm refuses a lock that names a younger release, however it came to be there.
    PNPM_LOCK.unlink()
    PACKAGE.write_text(with_carets(PACKAGE.read_text()))
    # The cool-down stands in pnpm-workspace.yaml, for every other way to a new package too.
    pnpm = ("pnpm", "--dir", "web", "--silent")
    failure = "JavaScript's packages were not updated"
    run([*pnpm, "update"], failure=failure)
    if majors:
        run([*pnpm, "update", "--latest", *(f"!{name}" for name in BOUND)], failure=failure)
    PACKAGE.write_text(in_step(pinned(PACKAGE.read_text())))
    # The lock file repeats what package.json asks for.
    run([*pnpm, "install", "--no-frozen-lockfile"], failure=failure)


@contextmanager
def all_or_nothing() -> Generator[None]:
    """Put the files back as they were, whatever fails or stops it."""
    before = {file: file.read_bytes() for file in FILES if file.exists()}
    try:
        yield
    except BaseException:
        for file, content in before.items():
            file.write_bytes(content)
        raise


def change_files(*, majors: bool) -> None:
    """Resolve and install both languages' packages anew.

    Raises:
        ToolError: a program failed, and has said why.
    """
    today = datetime.datetime.now(datetime.UTC).date()
    PYPROJECT.write_text(with_newer_date(PYPROJECT.read_text(), today))
    run(["uv", "lock", "--quiet", "--upgrade"], failure="Python's packages were not resolved")
    run(["tools/sync.sh", "--quiet"], failure="Python's packages were not installed")
    update_javascript(majors=majors)


def upgrade(*, majors: bool) -> None:
    lock = UV_LOCK.read_text() if UV_LOCK.exists() else ""
    package = PACKAGE.read_text()
    with all_or_nothing():
        change_files(majors=majors)
    for language, found in {
        "Python": changes(python_versions(lock), python_versions(UV_LOCK.read_text())),
        "JavaScript": changes(
            javascript_versions(package), javascript_versions(PACKAGE.read_text())
        ),
    }.items():
        heading(language)
        for line in found or ["nothing is newer"]:
            note(line)
    if not majors:
        note("(new major versions wait for `just upgrade --majors`)")
    say("\nNow try it: just ci")


def main() -> None:
    parser = argparse.ArgumentParser(prog="just upgrade", description=__doc__)
    parser.add_argument(
        "--majors", action="store_true", help="take new major versions of JavaScript's packages too"
    )
    words = parser.parse_args()
    end_in_order_on_signals()
    try:
        upgrade(majors=words.majors)
    except ToolError as error:
        stop(error)
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
