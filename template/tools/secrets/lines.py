"""Files of variables as they are changed: comments and the order of lines stay."""

from pathlib import Path

from app.core.env_files import merged, written


def read(file: Path) -> dict[str, str]:
    """The variables that a file sets; none if there is no such file."""
    return merged([file])


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
