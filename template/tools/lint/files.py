"""The project's own files: what git tracks, or would add."""

import subprocess
import tempfile
from pathlib import Path

from tools.project import LOCAL, ROOT
from tools.terminal import ToolError


def project_files() -> list[Path]:
    """Every file that is not ignored, relative to the project; whether or not it lies in a repository yet."""
    listed = list_files("--cached", "--others")
    if listed is None:
        LOCAL.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=LOCAL) as directory:
            git("init", "--quiet", "--bare", directory)
            listed = list_files("--others", repository=directory)
    if listed is None:
        raise ToolError("git cannot tell which files are the project's own. Is it installed?")
    # One that was deleted stays listed until that is committed.
    return [file for file in sorted(set(listed)) if (ROOT / file).is_file()]


def list_files(*which: str, repository: str | None = None) -> list[Path] | None:
    place = [f"--git-dir={repository}", f"--work-tree={ROOT}"] if repository else []
    printed = git(*place, "ls-files", "-z", "--exclude-standard", *which)
    return None if printed is None else [Path(name) for name in printed.split("\0") if name]


def git(*words: str) -> str | None:
    """What git prints in the project's folder; None when it fails."""
    try:
        result = subprocess.run(
            ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return None
    return None if result.returncode else result.stdout
