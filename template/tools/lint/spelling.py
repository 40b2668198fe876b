"""Looks for misspelt words in the project's own files. What the project and its people are called is no mistake."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.lint.files import project_files
from tools.project import LOCAL, ROOT


def names() -> set[str]:
    """The words in the project's name, its author's and the like: as they are written, and the parts of CamelCase."""
    identity: dict[str, str] = json.loads((ROOT / "project.json").read_text())
    written: set[str] = {word for value in identity.values() for word in re.findall(r"\w+", value)}
    return written | {part for word in written for part in re.findall(r"[A-Z]?[^\W\d_A-Z]+", word)}


def table(words: set[str]) -> str:
    """The lines of a table in TOML that lets words be what they are."""
    return "".join(f"{json.dumps(word)} = {json.dumps(word)}\n" for word in sorted(words))


def main() -> None:
    with tempfile.TemporaryDirectory(dir=LOCAL) as directory:
        # What is said here is added to pyproject.toml's [tool.typos].
        configuration = Path(directory, "typos.toml")
        configuration.write_text(
            f"[default.extend-identifiers]\n{table(names())}"
            f"[default.extend-words]\n{table({name.lower() for name in names()})}"
        )
        command = ["typos", "--config", configuration, "--force-exclude", "--format=brief"]
        listed = "\n".join(str(file) for file in project_files())
        result = subprocess.run(
            [*command, "--file-list", "-"], cwd=ROOT, input=listed, text=True, check=False
        )
    sys.exit(result.returncode)


if __name__ == "__main__":
    main()
