"""Taking revisions back, in development: one, with all that came after it or depends on it."""

from collections.abc import Callable, Collection
from pathlib import Path

import typer
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationStep
from alembic.script import Script, ScriptDirectory

from app.core.command_error import CommandError
from app.core.migrations import Report, applied, migrating
from app.core.settings import environment

#: Is shown the revisions that can be taken back, the newest first, and returns one of them, or None.
Choose = Callable[[list[Script]], Script | None]
#: Is shown the revisions that are going to be taken back, and returns whether that is meant.
Confirm = Callable[[list[Script]], bool]


def downgrade(choose: Choose, confirm: Confirm, report: Report = print) -> None:
    """Take back the revision that `choose` names and those that build on it, all of them or none.

    Raises:
        CommandError: this is production, or somebody decided against it.
    """
    if environment() == "production":
        raise CommandError(
            "A downgrade deletes data, and production only goes forward: write a revision that mends it."
        )
    with migrating() as (config, connection):
        script = ScriptDirectory.from_config(config)
        there = applied(script, connection)
        candidates = [each for each in script.walk_revisions() if each.revision in there]
        chosen = choose(candidates)
        going = [each for each in candidates if chosen and builds_on(each, chosen, candidates)]
        if chosen is None or not confirm(going):
            raise CommandError("Nothing was changed.")
        steps = [MigrationStep.downgrade_from_script(script.revision_map, each) for each in going]
        with EnvironmentContext(config, script, fn=lambda *_: steps):
            script.run_env()
        for revision in going:
            report(f"Taken back: {describe(revision)}")


def builds_on(revision: Script, other: Script, among: Collection[Script]) -> bool:
    """Whether a revision is the other one, comes after it or depends on it."""
    if revision.revision == other.revision:
        return True
    below = {*revision._versioned_down_revisions, *revision._resolved_dependencies}
    return any(builds_on(each, other, among) for each in among if each.revision in below)


def describe(revision: Script) -> str:
    """A revision as a person names it."""
    return f"{Path(revision.path).parent.name}: {revision.doc}"


def chosen(revisions: list[Script], named: str | None) -> Script | None:
    """The revision of this id, or the one that a person at the terminal picks."""
    if named is None:
        for number, revision in enumerate(revisions, start=1):
            typer.echo(f"{number:3}  {describe(revision)} ({revision.revision})")
        answer = typer.prompt("Take back which one? Its number, or nothing", default="")
        return (
            revisions[int(answer) - 1] if answer in map(str, range(1, len(revisions) + 1)) else None
        )
    found = [each for each in revisions if each.revision.startswith(named)]
    if len(found) != 1:
        raise CommandError(f"The database has been through no revision {named}.")
    return found[0]


def confirmed(revisions: list[Script]) -> bool:
    """Whether the person at the terminal wants all of these to be taken back."""
    typer.echo("This takes back, and deletes what they brought:")
    for revision in revisions:
        typer.echo(f"     {describe(revision)}")
    return typer.prompt("Type yes") == "yes"
