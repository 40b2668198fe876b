"""Looks for keys, tokens and passwords in the project's own files, committed or not."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tools.lint.files import project_files
from tools.project import LOCAL, ROOT


def main() -> None:
    sys.exit(scan(ROOT, project_files()))


def scan(root: Path, files: Iterable[Path | str]) -> int:
    """Tell what is found in files below `root`; 0 if that is nothing."""
    # A copy, because gitleaks reads either a whole folder, ignored files included, or only what is committed.
    with tempfile.TemporaryDirectory(dir=LOCAL) as directory:
        copies, rules = Path(directory, "files"), Path(directory, "gitleaks.toml")
        for file in files:
            place = copies / file
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / file, place)
        rules.write_text(all_rules())
        words = ["gitleaks", "dir", "--no-banner", "--redact", "--verbose", "--log-level=warn"]
        return subprocess.run(
            [*words, f"--config={rules}", "."], cwd=copies, check=False
        ).returncode


def all_rules() -> str:
    """Those of gitleaks, and those of the features for what they themselves give out."""
    own = sorted(ROOT.glob("app/*/gitleaks.toml"))
    return "\n".join(["[extend]", "useDefault = true", *(file.read_text() for file in own)])


if __name__ == "__main__":
    main()
