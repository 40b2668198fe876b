"""Green on arrival: every rendering passes its own checks, with no edit."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.project.faults import FAULTS, checks_of, failed_checks, plant
from tests.project.project import Project
from tests.renderings import PROJECTS
from tests.utils import git

#: Every table's name with the number of its rows and a digest of them.
CONTENTS_OF_TABLES = """
import psycopg, os
from psycopg import sql
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    tables = connection.execute("select tablename from pg_tables where schemaname = 'public' order by 1").fetchall()
    for (table,) in tables:
        query = sql.SQL("select count(*), md5(string_agg(t::text, ',' order by t::text)) from {} t")
        print(table, *connection.execute(query.format(sql.Identifier(table))).fetchone())
"""


@pytest.mark.parametrize("name", PROJECTS)
def test_a_rendering_is_set_up_linted_and_tested_by_its_own_recipes(
    name: str, renderings: dict[str, Path], project_of: Callable[[str], Project]
) -> None:
    if name not in renderings:
        return  # The same tree as an earlier rendering, which is tested.
    project = project_of(name)

    project.just("setup")
    git(project.directory, "add", "--all")
    git(project.directory, "commit", "--quiet", "--message", "First version")
    project.just("lint")
    seeded = project.python(CONTENTS_OF_TABLES)
    assert "users" in seeded

    project.just("test")

    assert project.python(CONTENTS_OF_TABLES) == seeded, "The tests changed the development data."
    project.just("lint-fix")
    project.just("generate")
    assert git(project.directory, "status", "--porcelain") == ""

    # Each check that is there has a fault to find, and finds it.
    plant(project.directory)
    assert failed_checks(project) == checks_of(project) == FAULTS.keys()
