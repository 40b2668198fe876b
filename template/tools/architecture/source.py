"""A source file as the rules see it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

TYPESCRIPT_IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1""")


@dataclass(frozen=True)
class Problem:
    """What breaks a rule, at which line, and what to do instead."""

    file: PurePosixPath
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Source:
    """One file, by its path in the project."""

    path: PurePosixPath
    text: str

    @classmethod
    def read(cls, root: Path, file: Path) -> "Source":
        return cls(PurePosixPath(file), (root / file).read_text(encoding="utf-8"))

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    @property
    def feature(self) -> str | None:
        """The folder right below app/ or web/app/features/ in which the file lies; `core` is one as well."""
        for place in (PurePosixPath("web/app/features"), PurePosixPath("app")):
            if self.path.is_relative_to(place):
                inside = self.path.relative_to(place).parts
                return inside[0] if len(inside) > 1 else None
        return None

    def problem(self, line: int, text: str) -> Problem:
        return Problem(self.path, line, text)

    def python_imports(self) -> Iterator[tuple[int, str]]:
        """Each line that imports, with the full name of what it imports: `from a import b` is a.b."""
        package = self.path.with_suffix("").parts
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                # Each dot leaves one name of the module's own.
                above = package[: -node.level] if node.level else ()
                module = ".".join([*above, *([node.module] if node.module else [])])
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)

    def typescript_imports(self) -> Iterator[tuple[int, PurePosixPath]]:
        """Each line that imports something of web/, with its path in the project, without a suffix."""
        for match in TYPESCRIPT_IMPORT.finditer(self.text):
            name = match[2]
            if name.startswith("~/"):
                target = PurePosixPath("web/app", name.removeprefix("~/"))
            elif name.startswith("~tests/"):
                target = PurePosixPath("web/tests", name.removeprefix("~tests/"))
            elif name.startswith("."):
                target = resolved(self.path.parent / name)
            else:
                continue
            yield self.text.count("\n", 0, match.start()) + 1, target


def resolved(path: PurePosixPath) -> PurePosixPath:
    """The path without its `..`."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            del parts[-1:]
        else:
            parts.append(part)
    return PurePosixPath(*parts)
