"""`just worktree`: further checkouts of this repository, each with ports, servers and data of its own.

They lie beside this one. Ports and data follow from a checkout's path, so nothing has to be chosen.
"""

import argparse
import os
import subprocess
from pathlib import Path

from tools.lint.files import git
from tools.project import ROOT
from tools.services.ladder import locked
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
        (place / PERSONAL).write_text(personal_variables())
        (place / PERSONAL).chmod(0o600)
    return place


def personal_variables() -> str:
    """What is personal here, without what would make two checkouts share something."""
    lines = (ROOT / PERSONAL).read_text().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(SHARED))


def remove(name: str) -> None:
    """Delete a checkout with its servers and data. Its branch stays; one with unsaved work is refused.

    Raises:
        ToolError: there is none, it has files that are nowhere else, is in use, or its servers do not stop.
    """
    place = place_of(name)
    if place == ROOT or f"worktree {place}\n" not in (git("worktree", "list", "--porcelain") or ""):
        raise ToolError(f"{place} is no worktree of this repository.")
    if git("-C", str(place), "status", "--porcelain"):
        raise ToolError(f"{place} has uncommitted work. Commit it, or throw it away first.")
    if alone := ignored_by_git(place):
        raise ToolError(f"{place} has what git does not keep: {', '.join(alone)}. Move it first.")
    if any(locked(lease) for lease in (place / ".local" / "services").glob("lease-*")):
        raise ToolError(f"{place} is in use: end `just dev`, or what else runs there.")
    if (place / ".local").exists():
        in_place("services", "reset", "--yes", place=place)
    run(["git", "worktree", "remove", place], failure="The worktree could not be removed")


def ignored_by_git(place: Path) -> list[str]:
    """The files that somebody made, not a recipe, and that are in no commit."""
    words = ("ls-files", "--others", "--ignored", "--exclude-standard", "--")
    made = ("*.dump", "*.local.env", ":!.local", ":!.venv", ":!web/node_modules")
    found = git("-C", str(place), *words, *made) or ""
    same = (
        (ROOT / PERSONAL).exists()
        and (place / PERSONAL).exists()
        and (place / PERSONAL).read_text() == personal_variables()
    )
    return [file for file in found.splitlines() if not (same and file == str(PERSONAL))]


def in_place(*recipe: str, place: Path) -> None:
    """Run a recipe of another checkout.

    Raises:
        ToolError: it failed.
    """
    just = os.environ.get("JUST", "just")
    words = [just, *recipe]
    if subprocess.run(words, cwd=place, env=environment_elsewhere(), check=False).returncode:
        raise ToolError(f"`just {' '.join(recipe)}` failed in {place}. Mend it, and run it there.")


def environment_elsewhere() -> dict[str, str]:
    """The variables of this process without what leads to this checkout's own programs and packages."""
    folders = os.environ["PATH"].split(os.pathsep)
    path = os.pathsep.join(each for each in folders if not Path(each).is_relative_to(ROOT))
    return {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"} | {
        "PATH": path
    }


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
