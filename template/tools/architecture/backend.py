"""Rules about app/."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from tools.architecture.source import Problem, Source

#: The files of a feature that others may build on. All others are its own business.
PUBLIC = {
    "dependencies",
    "errors",
    "jobs",
    "models",
    "permissions",
    "repository",
    "schemas",
    "service",
}
#: What only its namesakes in other features need.
PUBLIC_TO_NAMESAKES = {"seed"}
#: What lies in app/ and is no feature's.
OUTSIDE = {"core", "features", "generated"}
LIST = PurePosixPath("app/features.py")
UNIT_OF_WORK = {PurePosixPath("app/core/database.py"), PurePosixPath("app/core/migrations.py")}


def features_keep_their_insides(source: Source) -> Iterator[Problem]:
    """A feature uses another one through the files that every feature has, never through its helpers."""
    if source.feature in (None, "core") or source.path.parts[0] != "app":
        return
    for line, name in source.python_imports():
        parts = name.split(".")
        if parts[0] != "app" or len(parts) < 3 or parts[1] in OUTSIDE | {source.feature}:
            continue
        allowed = PUBLIC | (PUBLIC_TO_NAMESAKES & {source.path.stem})
        if parts[2] not in allowed:
            yield source.problem(
                line,
                f"{'.'.join(parts[:3])} is the inside of another feature; "
                f"import from its {', '.join(sorted(PUBLIC))}.",
            )


def the_core_knows_no_feature(source: Source) -> Iterator[Problem]:
    """Every feature stands on the core, so the core stands on none; it may ask app/features.py for the list."""
    if not source.path.is_relative_to("app/core"):
        return
    for line, name in source.python_imports():
        parts = name.split(".")
        if parts[0] == "app" and len(parts) > 1 and parts[1] not in ("core", "features"):
            yield source.problem(
                line, f"app/core builds on nothing above it, and {name} is above it."
            )


def the_program_stands_alone(source: Source) -> Iterator[Problem]:
    """What runs in production has neither tests nor tools beside it."""
    if source.path.parts[0] not in ("app", "migrations"):
        return
    for line, name in source.python_imports():
        top = name.split(".")[0]
        if top in ("tests", "tools"):
            yield source.problem(
                line, f"The product imports {name}, and in production has no {top}/."
            )


def the_unit_of_work_commits(source: Source) -> Iterator[Problem]:
    """A request or a job is one unit of work; whoever else commits makes half of it permanent."""
    if source.path.parts[0] != "app" or source.path in UNIT_OF_WORK:
        return
    for node in source.nodes:
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("commit", "rollback")
        ):
            yield source.problem(
                node.lineno,
                f".{node.func.attr}() belongs to the unit of work (app/core/database.py); "
                "flush, or raise an error.",
            )


def routes_leave_queries_to_services(source: Source) -> Iterator[Problem]:
    """Routes parse, authorize and answer with one call of a service."""
    if source.path.name != "routes.py" or source.feature is None:
        return
    for line, name in source.python_imports():
        if name.split(".")[0] in ("sqlmodel", "sqlalchemy", "psycopg"):
            yield source.problem(line, f"A route asks its service instead of using {name}.")


def features_are_listed(root: Path, files: Iterable[Path]) -> Iterator[Problem]:
    """A feature that app/features.py does not list is not part of the product."""
    named = {name.split(".")[1] for _, name in Source.read(root, Path(LIST)).python_imports()}
    for file in files:
        match file.parts:
            case ("app", feature, "feature.py") if feature not in {*named, "core"}:
                yield Problem(PurePosixPath(file), 1, f"{LIST} does not list this feature.")


def features_build_on_earlier_ones(root: Path, files: Iterable[Path]) -> Iterator[Problem]:
    """Features are listed in the order in which they build on each other, so none goes round in a circle."""
    listed = features_in_order(root)
    for file in files:
        if file.suffix != ".py" or file.parts[:1] != ("app",):
            continue
        source = Source.read(root, file)
        if source.feature not in listed:
            continue
        later = listed[listed.index(source.feature) + 1 :]
        for line, name in source.python_imports():
            parts = name.split(".")
            if parts[0] == "app" and len(parts) > 1 and parts[1] in later:
                yield source.problem(
                    line, f"{LIST} lists {parts[1]} after {source.feature}, which imports it."
                )


def features_in_order(root: Path) -> list[str]:
    """The features' folders in the order of the list in app/features.py."""
    source = Source.read(root, Path(LIST))
    folder_of = {
        parts[-1]: parts[1]
        for _, name in source.python_imports()
        if len(parts := name.split(".")) == 4 and parts[2] == "feature"
    }
    for node in source.tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.List):
            names = [each.id for each in node.value.elts if isinstance(each, ast.Name)]
            return [folder_of[name] for name in names if name in folder_of]
    return []
