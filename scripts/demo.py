"""`just demo`: a project with the default answers, rendered, set up and running."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import yaml

from scripts.environment import ROOT, clean_environment, from_caller, git
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
        require_own(directory)
    else:
        render(directory, {}, defaults=True)
    if not ready.exists():
        subprocess.run([just, "setup"], cwd=directory, env=clean_environment(), check=True)
        ready.touch()


def require_own(directory: Path) -> None:
    """Refuse the rendering of another template or checkout; tell of one that is not from its present state.

    Raises:
        RenderingError: the directory was rendered from elsewhere.
    """
    answers = yaml.safe_load((directory / ANSWERS).read_text()) or {}
    if answers.get("_src_path") != str(ROOT):
        raise RenderingError(
            f"{directory} was rendered from {answers.get('_src_path')}, not from this checkout. "
            "Name another folder: just demo DIR"
        )
    rendered, present = answers.get("_commit"), git("describe", "--tags", "--always").strip()
    if rendered != present:
        print(f"note: {directory} was rendered from {rendered}, this checkout is {present}.")
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
    directory = from_caller(words.directory)
    just = os.environ["JUST"]
    try:
        prepare(directory, just)
    except RenderingError as error:
        sys.exit(f"error: {error}")
    except subprocess.CalledProcessError:
        sys.exit(
            f"error: `just setup` failed in {directory}; its last lines say why. Then run this again."
        )
    except KeyboardInterrupt:
        sys.exit("Stopped. Run this again to go on from here.")
    os.chdir(directory)
    os.execve(just, [just, "dev", *(["--check"] if words.check else [])], clean_environment())


if __name__ == "__main__":
    main()
