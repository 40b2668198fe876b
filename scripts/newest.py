"""`just newest`: let in what was released until today, to see at night what the next release will meet. Changes files."""

import datetime
import re
import subprocess
import sys

from scripts.environment import ROOT

PINNED = (ROOT / "pyproject.toml", ROOT / "template" / "pyproject.toml.jinja")
DATE = re.compile(r'^exclude-newer = "[^"]+"$', re.MULTILINE)


def lifted(pyproject: str, day: datetime.date) -> str:
    """The text of a pyproject.toml that lets in every release until the end of a day.

    Raises:
        ValueError: it has no date to move.
    """
    end = f"{day + datetime.timedelta(days=1)}T00:00:00Z"
    text, count = DATE.subn(f'exclude-newer = "{end}"', pyproject)
    if not count:
        raise ValueError("There is no line `exclude-newer = …` to move.")
    return text


def main() -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    for file in PINNED:
        file.write_text(lifted(file.read_text(), today))
    sys.exit(subprocess.run(["uv", "lock", "--upgrade"], cwd=ROOT, check=False).returncode)


if __name__ == "__main__":
    main()
