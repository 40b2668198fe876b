"""Files of variables, `NAME=value` to the end of the line, as they are changed: comments and the order of lines stay."""

import json
from pathlib import Path


def read(file: Path) -> dict[str, str]:
    """The variables of a file and their values; none if there is no such file."""
    lines = file.read_bytes().decode().split("\n") if file.exists() else []
    return {
        name.strip(): json.loads(value) if value.startswith('"') else value.strip()
        for name, equals, value in (line.partition("=") for line in lines)
        if equals and not line_is_comment(name)
    }


def line_is_comment(text: str) -> bool:
    return text.lstrip().startswith("#")


def written(name: str, value: str) -> str:
    """The line that `read` understands as this value."""
    plain = value == value.strip() and "\n" not in value and not value.startswith('"')
    return f"{name}={value if plain else json.dumps(value, ensure_ascii=False)}"


def with_value(text: str, name: str, value: str) -> str:
    """A file's text in which a variable has a value: in its old place, or at the end."""
    line, found, lines = written(name, value), False, []
    # Not splitlines, for which more characters than one end a line.
    for old in text.removesuffix("\n").split("\n") if text else []:
        if old.partition("=")[0].strip() != name:
            lines.append(old)
        elif not found:
            lines.append(line)
            found = True
    if not found:
        lines.append(line)
    return "\n".join(lines) + "\n"
