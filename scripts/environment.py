"""Where the repository lies, and the environment in which other programs are run from here."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def clean_environment() -> dict[str, str]:
    """This process's variables without what belongs to this repository alone.

    A git hook's GIT_* would make git, and so Copier, write to the index of the repository that is being committed. `uv run`
    puts this repository's packages first on PATH, where a rendered project would find them instead of its own.
    """
    packages = str(ROOT / ".venv" / "bin")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith("GIT_SSL")
    }
    kept.pop("VIRTUAL_ENV", None)
    kept["PATH"] = os.pathsep.join(
        folder for folder in kept["PATH"].split(os.pathsep) if folder != packages
    )
    return kept


def from_caller(path: Path) -> Path:
    """A path as whoever called `just` meant it: recipes run elsewhere, so a relative one is read from there."""
    return Path(os.environ.get("CALLED_FROM", Path.cwd()), path).resolve()


def git(*arguments: str) -> str:
    """What git prints of this checkout; nothing when it is no repository."""
    words = ["git", *arguments]
    result = subprocess.run(
        words, cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE, text=True, check=False
    )
    return result.stdout
