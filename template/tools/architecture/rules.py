"""All rules, applied to a project."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tools.architecture import backend, places, web
from tools.architecture.source import Problem, Source

PYTHON_RULES: tuple[Callable[[Source], Iterator[Problem]], ...] = (
    backend.features_keep_their_insides,
    backend.the_core_knows_no_feature,
    backend.the_program_stands_alone,
    backend.the_unit_of_work_commits,
    backend.routes_leave_queries_to_services,
    places.tests_are_found_by_their_names,
    places.tests_lie_where_their_subject_does,
    places.helpers_of_tests_have_one_place,
)
TYPESCRIPT_RULES: tuple[Callable[[Source], Iterator[Problem]], ...] = (
    web.features_keep_their_insides,
    web.shared_folders_know_no_feature,
    web.libraries_stand_alone,
    web.the_program_imports_no_test,
)


def problems(root: Path, files: Iterable[Path]) -> list[Problem]:
    """What breaks a rule in the project at `root`. `files` are its own files, relative to it."""
    listed = list(files)
    found: list[Problem] = []
    for file in listed:
        if file.suffix == ".py":
            rules = PYTHON_RULES
        elif file.suffix in {".ts", ".tsx"}:
            rules = TYPESCRIPT_RULES
        else:
            continue
        source = Source.read(root, file)
        found += [problem for rule in rules for problem in rule(source)]
    found += places.mails_lie_in_their_folder(listed)
    found += backend.features_are_listed(root, listed)
    found += backend.features_build_on_earlier_ones(root, listed)
    return sorted(found, key=lambda problem: (problem.file, problem.line))
