"""Looks for keys, tokens and passwords in the project's own files, committed or not."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.lint.files import project_files
from tools.project import LOCAL, ROOT


def main() -> None:
    # A copy, because gitleaks reads either a whole folder, ignored files included, or only what is committed.
    with tempfile.TemporaryDirectory(dir=LOCAL) as directory:
        for file in project_files():
            place = Path(directory, file)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / file, place)
        words = ["gitleaks", "dir", "--no-banner", "--redact", "--verbose", "--log-level=warn", "."]
        sys.exit(subprocess.run(words, cwd=directory, check=False).returncode)


if __name__ == "__main__":
    main()
