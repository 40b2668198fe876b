"""Rules about web/app/."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.architecture.source import Problem, Source

APP = PurePosixPath("web/app")
FEATURES = APP / "features"
#: The folders of a feature that are its own business. Hooks and the files right in its folder are for others too.
INSIDE = {"components", "helpers", "pages", "tests"}
#: What every page may use, and so uses no page's feature.
SHARED = ("components/ui", "hooks", "lib", "utils")


def features_keep_their_insides(source: Source) -> Iterator[Problem]:
    """What two features need is shared, or is a hook or a file that one of them offers."""
    if not source.path.is_relative_to(APP):
        return
    for line, target in source.typescript_imports():
        if FEATURES not in target.parents:
            continue
        feature, *inside = target.relative_to(FEATURES).parts
        if feature != source.feature and inside[:1] and inside[0] in INSIDE:
            yield source.problem(
                line,
                f"{target.relative_to(APP)} is the inside of a feature; move what is shared to its "
                "hooks/, or out of the feature.",
            )


def shared_folders_know_no_feature(source: Source) -> Iterator[Problem]:
    """What serves every page depends on no feature."""
    if is_test(source.path) or not any(source.path.is_relative_to(APP / each) for each in SHARED):
        return
    for line, target in source.typescript_imports():
        if FEATURES in target.parents:
            yield source.problem(
                line, f"{source.path.parent} serves every page, so it imports no feature."
            )


def libraries_stand_alone(source: Source) -> Iterator[Problem]:
    """lib/ could be a library of its own: it imports nothing of this project."""
    if is_test(source.path) or not source.path.is_relative_to(APP / "lib"):
        return
    for line, target in source.typescript_imports():
        if not target.is_relative_to(APP / "lib"):
            yield source.problem(
                line, f"{target} is outside of lib/, which could be a library of its own."
            )


def the_program_imports_no_test(source: Source) -> Iterator[Problem]:
    """Factories, fakes and helpers of tests stay out of what visitors download."""
    if is_test(source.path) or not source.path.is_relative_to(APP):
        return
    for line, target in source.typescript_imports():
        if is_test(target):
            yield source.problem(line, f"The page imports {target}, which is of the tests.")


def is_test(path: PurePosixPath) -> bool:
    return "tests" in path.parts or ".test" in path.name
