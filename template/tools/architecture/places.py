"""Rules about names and folders: whoever looks for a thing finds it without searching."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from tools.architecture.source import Problem, Source

KINDS = ("unit", "routes", "jobs", "integration")


def tests_are_found_by_their_names(source: Source) -> Iterator[Problem]:
    """Tests are in files named after their subject: pytest collects *_test.py and overlooks all others."""
    if source.path.name.endswith("_test.py"):
        return
    for node in source.tree.body:
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if is_function and node.name.startswith("test_"):
            yield source.problem(node.lineno, f"{node.name} never runs: its file is not *_test.py.")
    if source.path.name.startswith("test_"):
        yield source.problem(1, "A file of tests is named after its subject: *_test.py.")


def tests_lie_where_their_subject_does(source: Source) -> Iterator[Problem]:
    """tests/<kind>/<feature>/, so that a feature's tests go where it goes."""
    if not source.path.name.endswith("_test.py"):
        return
    parts = source.path.parts
    if parts[0] != "tests" or len(parts) < 4 or parts[1] not in KINDS:
        yield source.problem(
            1, f"Tests lie in tests/<{' or '.join(KINDS)}>/<feature, core or tools>/."
        )


def helpers_of_tests_have_one_place(source: Source) -> Iterator[Problem]:
    """Fixtures, factories and assertions are where the next person looks for them."""
    path = source.path
    if path.parts[0] != "tests":
        return
    for node in source.nodes:
        if isinstance(node, ast.ClassDef):
            if node.name.endswith("Factory") and path.parts[1] != "factories":
                yield source.problem(node.lineno, f"{node.name} belongs into tests/factories/.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if not may_have_fixtures(path) and any(map(is_fixture, node.decorator_list)):
                yield source.problem(
                    node.lineno, f"The fixture {node.name} belongs into a conftest.py."
                )
            if node.name.startswith("assert_") and path != PurePosixPath("tests/assertions.py"):
                yield source.problem(node.lineno, f"{node.name} belongs into tests/assertions.py.")


def may_have_fixtures(path: PurePosixPath) -> bool:
    """Those of a file of tests serve that file alone; all that several files use are in a conftest.py."""
    return path.name == "conftest.py" or path.name.endswith("_test.py")


def is_fixture(decorator: ast.expr) -> bool:
    """Whether a decorator is `pytest.fixture` or `fixture`, called or not."""
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    name: str = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
    return name == "fixture"


def mails_lie_in_their_folder(files: Iterable[Path]) -> Iterator[Problem]:
    """The templates of a feature's mails are in its folder emails/, where mails look for them; pages have templates/."""
    for file in files:
        inside = file.parts[:1] == ("app",) and file.suffix in (".html", ".mjml", ".txt")
        if inside and file.parent.name not in ("emails", "templates"):
            yield Problem(
                PurePosixPath(file), 1, "A mail's template belongs into a folder emails/."
            )
