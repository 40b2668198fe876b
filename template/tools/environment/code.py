"""Which variables the code reads."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.architecture.source import Source

#: What other programs, the system and the recipes themselves tell; no person sets them for this project.
SURROUNDINGS = {
    "CALLED_FROM",
    "CI",
    "COVERAGE_PROCESS_CONFIG",
    "FIRST_TEST_PROCESS",
    "FORCE_COLOR",
    "HOME",
    "JUST",
    "NO_COLOR",
    "PATH",
    "PROMETHEUS_MULTIPROC_DIR",
    "PYTEST_XDIST_WORKER",
}
#: Vite's own, which it puts into every build.
OF_VITE = {"BASE_URL", "DEV", "MODE", "PROD", "SSR"}
PYTHON = ("app", "benchmarks", "migrations", "tools")
SCRIPTS = (".js", ".mjs", ".ts", ".tsx")
IN_SCRIPT = re.compile(
    r"""(?:process\.env|import\.meta\.env)\s*\??(?:\.\s*(\w+)|(?:\.?\[)\s*['"`](\w+)['"`]\s*\])"""
)


@dataclass(frozen=True)
class Read:
    """A place where the code asks its process for a variable."""

    name: str
    file: Path
    line: int


def reads(root: Path, files: Iterable[Path]) -> Iterator[Read]:
    """Every place where the code asks for a variable by its name, other than through the settings."""
    for file in files:
        if file.suffix == ".py" and file.parts[0] in PYTHON:
            for line, name in in_python(Source.read(root, file)):
                if name not in SURROUNDINGS:
                    yield Read(name, file, line)
        elif file.suffix in SCRIPTS and file.parts[0] == "web":
            text = (root / file).read_text(encoding="utf-8")
            for match in IN_SCRIPT.finditer(text):
                name = match[1] or match[2]
                if name not in SURROUNDINGS | OF_VITE:
                    yield Read(name, file, text.count("\n", 0, match.start()) + 1)


def in_python(source: Source) -> Iterator[tuple[int, str]]:
    """`os.environ["NAME"]`, `os.environ.get("NAME")`, `"NAME" in os.environ`, `os.getenv("NAME")`, `named("NAME")`."""
    if not any(word in source.text for word in ("environ", "getenv", "named(")):
        return
    for node in source.nodes:
        asked: ast.expr | None = None
        if isinstance(node, ast.Subscript) and is_environ(node.value):
            asked = node.slice if isinstance(node.ctx, ast.Load) else None
        elif isinstance(node, ast.Call) and node.args and asks(node.func):
            asked = node.args[0]
        elif isinstance(node, ast.Compare) and is_environ(node.comparators[0]):
            asked = node.left
        if isinstance(asked, ast.Constant) and isinstance(asked.value, str):
            yield asked.lineno, asked.value


def asks(function: ast.expr) -> bool:
    name = name_of(function)
    if name in ("get", "pop", "setdefault"):
        return isinstance(function, ast.Attribute) and is_environ(function.value)
    return name in ("getenv", "named")


def is_environ(node: ast.expr) -> bool:
    return name_of(node) == "environ"


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def mentions(root: Path, files: Iterable[Path]) -> set[str]:
    """What a declared variable is found by: attributes that are read, and text that is a name, of Python; names in scripts."""
    found: set[str] = set()
    for file in files:
        if file.suffix == ".py" and file.parts[0] in PYTHON:
            for node in Source.read(root, file).nodes:
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                    found.add(node.attr)
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    # In capitals alone: an attribute's name stands as text beside its declaration, too.
                    found |= {node.value} if node.value.isupper() else set()
        elif file.suffix in SCRIPTS and file.parts[0] == "web":
            text = (root / file).read_text(encoding="utf-8")
            found |= {match[1] or match[2] for match in IN_SCRIPT.finditer(text)}
    return found
