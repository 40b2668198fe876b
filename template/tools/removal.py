"""`just clean` and `just nuke`: delete what recipes have made.

`clean` deletes what is made anew without being noticed: caches, reports and builds. `nuke` asks, and then deletes what
`just setup` has brought as well. What somebody wrote (env/*.local.env, an uncommitted file) is never deleted.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.project import ROOT
from tools.terminal import ToolError, heading, note, stop

PARTS = ("py", "web", "all")
LEFTOVERS = {
    "py": (
        *(".ruff_cache", ".pytest_cache"),
        *(
            "app/**/__pycache__",
            "migrations/**/__pycache__",
            "tests/**/__pycache__",
            "tools/**/__pycache__",
        ),
        *(".local/lint", ".local/coverage", ".local/test-results", ".local/test-reports"),
    ),
    "web": ("web/build", "web/.react-router", "web/node_modules/.vite", ".local/lint"),
}
INSTALLED = {"py": (".venv",), "web": ("web/node_modules",)}
#: Data, addresses and tools.
EVERYTHING = (".local/*",)
#: Keys that open what is encrypted: nothing brings them back.
KEPT = ".local/keys"


def places(part: str, *, nuke: bool) -> list[Path]:
    """What is there of it, in the project's folder."""
    parts = ["py", "web"] if part == "all" else [part]
    patterns = [pattern for each in parts for pattern in LEFTOVERS[each]]
    if nuke:
        patterns += [pattern for each in parts for pattern in INSTALLED[each]]
    if nuke and part == "all":
        patterns += EVERYTHING
    found = {place for pattern in patterns for place in ROOT.glob(pattern)} - {ROOT / KEPT}
    return sorted(place for place in found if found.isdisjoint(place.parents))


def remove(found: Iterable[Path]) -> None:
    for place in found:
        if place.is_symlink() or place.is_file():
            # Whatever a link leads to is somebody else's.
            place.unlink()
        else:
            shutil.rmtree(place)


def stop_services() -> None:
    """Stop what runs on the data that is going to be deleted, and delete that which lies elsewhere."""
    words = [sys.executable, "-m", "tools.services", "reset", "--yes"]
    if subprocess.run(words, cwd=ROOT, check=False).returncode:
        raise ToolError("The services did not stop, so nothing was deleted.")


def confirm(found: Iterable[Path], *, confirmed: bool) -> None:
    """Let the person see what they are about to lose, and say yes.

    Raises:
        ToolError: they did not, or nobody is there to ask.
    """
    heading("This deletes")
    for place in found:
        note(str(place.relative_to(ROOT)))
    if confirmed:
        return
    if not sys.stdin.isatty():
        raise ToolError("Nothing was deleted. Add --yes if it is meant.")
    if input("Type yes: ") != "yes":
        raise ToolError("Nothing was deleted.")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="just", usage="just clean, or just nuke [--yes]", description=__doc__
    )
    parser.add_argument("action", choices=["clean", "nuke"])
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    words = parser.parse_args()
    try:
        if os.environ.get("ENVIRONMENT") == "production":
            raise ToolError("This is for development. ENVIRONMENT says production: unset it.")
        nuke = words.action == "nuke"
        found = places(words.part, nuke=nuke)
        if nuke:
            confirm(found, confirmed=words.yes)
            if words.part == "all":
                stop_services()
        remove(found)
    except ToolError as error:
        stop(error)


if __name__ == "__main__":
    main()
