"""The build that the tests in a browser visit: made anew unless it is the one that would be made.

It is kept when nothing has changed since it was made: no file in web/ or project.json, no installed package, nothing that
a build is told by variables, not Node, and no file of the build itself.
"""

import hashlib
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.project import ROOT

WEB = ROOT / "web"
#: What lies in web/ and is made from the rest of it.
MADE = {"build", "node_modules", ".react-router"}
#: What pnpm writes down of the packages that it has installed.
INSTALLED = "node_modules/.pnpm/lock.yaml"
VARIABLES = ("VITE_", "NODE_", "BROWSERSLIST")


def is_kept(web: Path = WEB) -> bool:
    """Whether the build is the one that would be made."""
    record = record_of(web)
    return record.exists() and record.read_text() == f"{sources(web)} {results(web)}"


def build(web: Path = WEB) -> int:
    """Build the page, and note from what. The exit code of the build."""
    record_of(web).unlink(missing_ok=True)
    # Before: what is changed while it is built may not be in it.
    made_from = sources(web)
    status = subprocess.run(["pnpm", "--dir", str(web), "build"], check=False).returncode
    if status == 0:
        record_of(web).write_text(f"{made_from} {results(web)}")
    return status


def record_of(web: Path) -> Path:
    return web / "build" / "made-from"


def sources(web: Path) -> str:
    """Changes when a build might come out different."""
    node = subprocess.check_output(["node", "--version"], text=True)
    told = sorted(each for each in os.environ.items() if each[0].startswith(VARIABLES))
    digest = hashlib.sha256(f"{node} {platform.platform()} {told}".encode())
    for folder in sorted(web.iterdir()):
        if folder.name not in MADE:
            add(digest, folder)
    for file in (web / INSTALLED, web.parent / "project.json"):
        add(digest, file)
    return digest.hexdigest()


def results(web: Path) -> str:
    """Changes when somebody else has built, or has changed what was built."""
    digest = hashlib.sha256()
    for folder in sorted((web / "build").iterdir()):
        if folder != record_of(web):
            add(digest, folder)
    return digest.hexdigest()


def add(digest: "hashlib._Hash", place: Path) -> None:
    for file in files(place):
        digest.update(f"{file}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())


def files(place: Path) -> Iterator[Path]:
    """A file itself, or all files in a folder."""
    if place.is_file():
        yield place
    else:
        yield from sorted(file for file in place.rglob("*") if file.is_file())


if __name__ == "__main__":
    sys.exit(build())
