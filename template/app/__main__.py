"""The product's commands: `python -m app --help`."""

# Each command imports what it needs, so that asking for help stays quick.

import json
from typing import Annotated

import typer

from app.admin.commands import commands as role_commands
from app.core.command_error import CommandError
from app.core.job_commands import commands as job_commands
from app.core.key_commands import commands as key_commands
from app.core.mail_commands import commands as mail_commands

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The product's processes and chores.",
)
cli.add_typer(job_commands, name="jobs")
cli.add_typer(key_commands, name="keys")
cli.add_typer(mail_commands, name="mail")
cli.add_typer(role_commands, name="roles")


@cli.command()
def web() -> None:
    """Serve the product on HOST and PORT; in development, again after every change."""
    from app.core.processes import serve_web

    serve_web()


@cli.command()
def worker(
    concurrency: Annotated[
        int | None, typer.Option(help="Jobs at a time; as many as processors if not given.")
    ] = None,
) -> None:
    """Work on jobs; in development, start again after every change."""
    from app.core.processes import run_worker

    run_worker(concurrency)


@cli.command()
def scheduler() -> None:
    """Ask for the jobs of schedules; in development, start again after every change."""
    from app.core.processes import run_scheduler

    run_scheduler()


@cli.command()
def openapi() -> None:
    """Print the OpenAPI document. Needs no variable and no server."""
    from app.main import create_app

    typer.echo(json.dumps(create_app().openapi(), indent=2))


@cli.command()
def migrate(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail if a revision is missing.")
    ] = False,
) -> None:
    """Bring the database to the newest revision of every feature."""
    from app.core.migrations import require_newest, upgrade

    if check:
        require_newest()
    else:
        upgrade()


@cli.command()
def console(
    write: Annotated[
        bool, typer.Option("--write", help="Allow changes, also in production.")
    ] = False,
    command: Annotated[
        str | None, typer.Option("--command", "-c", help="Run this code instead.")
    ] = None,
) -> None:
    """Open a Python prompt with the models, a session and the settings at hand; read-only in production."""
    from app.core.console import run

    run(write=write, code=command)


@cli.command()
def migration(message: str) -> None:
    """Write a revision for each feature whose models differ from the database."""
    from app.core.migrations import write_revisions

    write_revisions(message)


@cli.command()
def downgrade(
    revision: Annotated[str | None, typer.Argument(help="Its id; asks if not given.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take a revision back, with those that build on it. Deletes what they brought; never in production."""
    from app.core import downgrades

    downgrades.downgrade(
        lambda revisions: downgrades.chosen(revisions, revision),
        lambda revisions: yes or downgrades.confirmed(revisions),
    )


@cli.command()
def seed() -> None:
    """Fill the development database with something to look at. Can be repeated."""
    from app.core.seeds import seed_features

    seed_features()


def main() -> None:
    """Run a command; what can be mended by the person at the terminal is told without a traceback."""
    try:
        cli()
    except CommandError as error:
        typer.echo(f"error: {error}", err=True)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
