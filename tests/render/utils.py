"""What the tests of renderings share."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import yaml

from tests.utils import PROGRAMS, run, texts


def json_with_comments(text: str) -> object:
    """Parse JSON as TypeScript's tools read it: comments on lines of their own and trailing commas are allowed."""
    without_comments = re.sub(r"^\s*(//.*|/\*.*\*/)\s*$", "", text, flags=re.MULTILINE)
    return json.loads(re.sub(r",(\s*[}\]])", r"\1", without_comments))


def environment(text: str) -> None:
    """Parse the lines of an environment file. Raises ValueError for a line that is neither comment nor assignment."""
    for line in text.splitlines():
        if line.strip() and not re.match(r"(#|[A-Z_][A-Z0-9_]*=)", line):
            raise ValueError(f"not an assignment: {line}")


PARSERS: dict[str, Callable[[str], object]] = {
    ".env": environment,
    ".json": json_with_comments,
    ".toml": tomllib.loads,
    ".yaml": lambda text: list(yaml.safe_load_all(text)),
    ".yml": lambda text: list(yaml.safe_load_all(text)),
}
"""How a file with this suffix is read; each parser raises ValueError or YAMLError for what it cannot read."""


PYTHON_SYNTAX = [
    "check",
    "--isolated",
    "--no-cache",
    "--quiet",
    "--output-format=concise",
    "--select=E9",
]


def complaint(name: str, text: str) -> str | None:
    """Why a text is not what the file's suffix promises, or None."""
    try:
        PARSERS.get(Path(name).suffix, str)(text)
    except (ValueError, yaml.YAMLError) as error:
        return f"{name}: {error}"
    return None


def complaints(folder: Path) -> list[str]:
    """Every file of a folder that cannot be parsed, with the reason."""
    # Ruff, because the project's Python may be newer than the one that runs these tests.
    python = run(PROGRAMS / "ruff", *PYTHON_SYNTAX, ".", cwd=folder)
    found = [complaint(name, text) for name, text in texts(folder).items()]
    return python.stdout.splitlines() + [reason for reason in found if reason]
