"""Git's hooks, as lefthook.yml describes them."""

import os
import subprocess
import sys
from pathlib import Path

from tools.lint.files import git
from tools.project import ROOT
from tools.terminal import note


def install_hooks() -> None:
    """Install the hooks into this project's own repository; never fail, because all else works without them."""
    top = git("rev-parse", "--show-toplevel")
    # A folder of a larger repository has no say in that one's hooks; and nobody pushes from where CI runs.
    if top is None or Path(top.strip()).resolve() != ROOT or os.environ.get("CI"):
        return
    lefthook = Path(sys.executable).parent / "lefthook"
    result = subprocess.run(
        [lefthook, "install"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if result.returncode:
        note(f"git hooks are not installed: {(result.stdout + result.stderr).strip()}")
    else:
        note("git hooks: checks before a push, hints after a merge (lefthook.yml)")
