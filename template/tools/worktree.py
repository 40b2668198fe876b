"""`just worktree`: further checkouts of this repository, each with ports, servers and data of its own.

They lie beside this one. Ports and data follow from a checkout's path, so nothing has to be chosen.
"""

import argparse
import os
import subprocess
from pathlib import Path

from tools.lint.files import git
from tools.project import ROOT
from tools.terminal import ToolError, note, run, stop

#: What makes a checkout share ports or data with another.
SHARED = ("PORT_BASE=", "DATABASE_URL=", "REDIS_URL=")
PERSONAL = Path("env", "development.local.env")


def place_of(name: str) -> Path:
    """Where the checkout of a name lies.

    Raises:
        ToolError: the name could not be a branch and a folder.
    """
    usable = name and not name.startswith(("-", ".")) and git("check-ref-format", "--branch", name)
    if not usable:
        raise ToolError(f"{name!r} cannot be the name of a branch.")
    top = git("rev-parse", "--show-toplevel")
    if top is None or Path(top.strip()).resolve() != ROOT:
        raise ToolError(f"{ROOT} is not the top of a git repository.")
    return ROOT.parent / f"{ROOT.name}-{name.replace('/', '-')}"


def add(name: str) -> Path:
    """Check a branch out beside this checkout, made from here if it does not exist; returns its folder."""
    place = place_of(name)
    known = git("rev-parse", "--verify", "--quiet", f"refs/heads/{name}") is not None
    words = [str(place), name] if known else ["-b", name, str(place)]
    run(["git", "worktree", "add", *words], failure="The worktree could not be made")
    if (ROOT / PERSONAL).exists():
        lines = (ROOT / PERSONAL).read_text().splitlines(keepends=True)
        kept = "".join(line for line in lines if not line.startswith(SHARED))
        (place / PERSONAL).write_text(kept)
        (place / PERSONAL).chmod(0o600)
    return place


def remove(name: str) -> None:
    """Delete a checkout with its servers and data. Its branch stays; one with uncommitted work is refused.

    Raises:
        ToolError: there is none, it has uncommitted work, or its servers do not stop.
    """
    place = place_of(name)
    if place == ROOT or f"worktree {place}\n" not in (git("worktree", "list", "--porcelain") or ""):
        raise ToolError(f"{place} is no worktree of this repository.")
    if git("-C", str(place), "status", "--porcelain"):
        raise ToolError(f"{place} has uncommitted work. Commit it, or throw it away first.")
    if (place / ".local").exists():
        in_place("services", "reset", "--yes", place=place)
    run(["git", "worktree", "remove", place], failure="The worktree could not be removed")


def in_place(*recipe: str, place: Path) -> None:
    """Run a recipe of another checkout.

    Raises:
        ToolError: it failed.
    """
    just = os.environ.get("JUST", "just")
    # This checkout's environment is not that one's.
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    words = [just, *recipe]
    if subprocess.run(words, cwd=place, env=environment, check=False).returncode:
        raise ToolError(f"`just {' '.join(recipe)}` failed in {place}.")


def main() -> None:
    parser = argparse.ArgumentParser(prog="just worktree", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    for action in ("add", "remove"):
        actions.add_parser(action).add_argument("name", help="the branch")
    actions.add_parser("list")
    words = parser.parse_args()
    try:
        match words.action:
            case "list":
                run(["git", "worktree", "list"], failure="git cannot tell")
            case "add":
                place = add(words.name)
                in_place("setup", place=place)
                note(f"cd {place} && just dev")
            case "remove":
                remove(words.name)
    except ToolError as error:
        stop(error)


if __name__ == "__main__":
    main()
