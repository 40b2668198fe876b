"""The files of variables: the one reader and the one writer of them, for the product and the tools.

A line is `NAME=value`, and the value goes to the end of the line: quotes are not needed, `$` and `#` mean themselves. Only a
value that a line cannot show, because it has lines of its own or spaces at its ends, is written as JSON writes text:
`NAME="first line\\nsecond line"`. A line that begins with `#` is a comment.

All that is read here is light, because every recipe reads it.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core.environment import Environment, SettingsError
from app.core.project import ROOT

#: What a value begins with that stands for a secret kept elsewhere, and is not that secret itself.
REFERENCE = "op://"
NAME = re.compile(r"[A-Z][A-Z0-9_]*")


@dataclass(frozen=True)
class Line:
    """What a file says about a variable, and where. An empty value means that it is not set."""

    name: str
    value: str
    file: Path
    number: int


def layers(environment: Environment) -> list[Path]:
    """The files that may name a variable, the strongest last: all, the environment, local.

    Below them are the addresses of development's servers, which recipes write; above them what recipes have fetched of
    secrets that are kept elsewhere, and the process's own variables. Tests have no local file, so that they see the same
    everywhere.
    """
    folder = ROOT / "env"
    found = [folder / "all.env", folder / f"{environment}.env"]
    if environment != "test":
        found += [local_file(environment), ROOT / ".local" / "secrets" / f"{environment}.env"]
    if environment != "production":
        found.insert(0, ROOT / ".local" / "services.env")
    return found


def local_file(environment: Environment) -> Path:
    """The file of variables that is this machine's alone: ignored by git, and for nobody else to read."""
    return ROOT / "env" / f"{environment}.local.env"


def values_of(environment: Environment) -> dict[str, str]:
    """What the files say in an environment. An empty value takes back what a weaker file says.

    Raises:
        SettingsError: a file cannot be read as one of variables.
    """
    return merged(layers(environment))


def merged(files: Iterable[Path]) -> dict[str, str]:
    """What some files say together, the strongest last."""
    values = {line.name: line.value for file in files for line in read(file)}
    return {name: value for name, value in values.items() if value}


def with_process(values: Mapping[str, str]) -> dict[str, str]:
    """The same, with what the process's own variables say instead. One that is empty says nothing."""
    return {**values, **{name: value for name, value in os.environ.items() if value}}


def read(file: Path) -> list[Line]:
    """The lines of a file that say something about a variable; none if there is no such file.

    Raises:
        SettingsError: what it says cannot be read. Nothing of a value is told, because it may be a secret.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return []
    except UnicodeDecodeError:
        raise SettingsError(f"{place(file)} is not text in UTF-8.") from None
    lines = []
    for number, text_of_line in enumerate(text.split("\n"), start=1):
        stripped = text_of_line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        try:
            name, value = parsed(stripped)
        except ValueError as problem:
            raise SettingsError(f"{place(file)}:{number}: {problem}") from None
        if any(line.name == name for line in lines):
            raise SettingsError(f"{place(file)}:{number}: {name} stands here for the second time.")
        lines.append(Line(name, value, file, number))
    return lines


def place(file: Path) -> str:
    """Where a file is, as somebody in the project's folder says it."""
    return str(file.relative_to(ROOT) if file.is_relative_to(ROOT) else file)


def parsed(line: str) -> tuple[str, str]:
    """The name and the value that a line without spaces at its ends tells.

    Raises:
        ValueError: it is no such line.
    """
    name, separator, value = (part.strip() for part in line.partition("="))
    if not separator:
        raise ValueError("write NAME=value, or begin a comment with #")
    if not NAME.fullmatch(name):
        raise ValueError(
            "before the = stands the name alone: capitals, digits and _, without `export`"
        )
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = unquoted(name, value)
    if "\0" in value:
        raise ValueError(f"{name}: no process can be given a value with the character NUL")
    return name, value


def unquoted(name: str, value: str) -> str:
    try:
        text: str = json.loads(value, strict=False)
        text.encode()
    except (json.JSONDecodeError, UnicodeEncodeError):
        raise ValueError(
            f"{name}: a value between double quotes is read as JSON, and this one is none; "
            r"write \" and \\ for what means itself"
        ) from None
    return text


def written(name: str, value: str) -> str:
    """The line, without its end, that `read` understands as this value."""
    plain = f"{name}={value}"
    try:
        understood = "\n" not in plain and parsed(plain.strip()) == (name, value)
    except ValueError:
        understood = False
    return plain if understood else f"{name}={json.dumps(value, ensure_ascii=False)}"
