"""Looks for keys, tokens and passwords in every file that git tracks or would add, the template's included."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.environment import ROOT, git


def main() -> None:
    # A copy, because gitleaks reads either a whole folder, ignored files included, or only what is committed.
    with tempfile.TemporaryDirectory() as directory:
        for name in git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
            if name and (ROOT / name).is_file():
                place = Path(directory, name)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, place)
        words = ["gitleaks", "dir", "--no-banner", "--redact", "--verbose", "--log-level=warn", "."]
        sys.exit(subprocess.run(words, cwd=directory, check=False).returncode)


if __name__ == "__main__":
    main()
