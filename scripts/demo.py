"""`just demo`: a project with the default answers, rendered, set up and running."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import yaml

from scripts.environment import ROOT, clean_environment
from scripts.new import RenderingError, render

ANSWERS = ".copier-answers.yml"


def prepare(directory: Path, just: str) -> None:
    """Make the project ready to start; quick when an earlier demo has done it.

    Raises:
        RenderingError: the directory holds something else.
        CalledProcessError: the set-up failed, and has said why.
    """
    ready = directory / ".local" / "demo-is-set-up"
    if (directory / ANSWERS).exists():
        tell_if_older(directory)
    else:
        render(directory, {}, defaults=True)
    if not ready.exists():
        subprocess.run([just, "setup"], cwd=directory, env=clean_environment(), check=True)
        ready.touch()


def tell_if_older(directory: Path) -> None:
    answers = yaml.safe_load((directory / ANSWERS).read_text())
    head = subprocess.run(
        ["git", "describe", "--tags", "--always", "--abbrev=7"],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
    ).stdout.strip()
    if answers.get("_commit") != head:
        print(
            f"note: {directory} was rendered from {answers.get('_commit')}, this checkout is {head}."
        )
        print("      Delete the folder to see the newest.", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="just demo", description=__doc__)
    parser.add_argument(
        "directory", type=Path, nargs="?", default=ROOT.parent / "tandem-demo", metavar="DIR"
    )
    parser.add_argument(
        "--check", action="store_true", help="walk the first journey in a browser, then stop"
    )
    words = parser.parse_args()
    directory = words.directory.resolve()
    just = os.environ["JUST"]
    try:
        prepare(directory, just)
    except RenderingError as error:
        sys.exit(f"error: {error}")
    except subprocess.CalledProcessError:
        sys.exit(
            f"error: `just setup` failed in {directory}; its last lines say why. Then run this again."
        )
    os.chdir(directory)
    os.execve(just, [just, "dev", *(["--check"] if words.check else [])], clean_environment())


if __name__ == "__main__":
    main()
