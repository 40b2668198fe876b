"""`python -m app jobs`: what waits, runs and has failed."""

# Each command imports what it needs, so that asking for help stays quick.

from typing import TYPE_CHECKING, Annotated

import typer

from app.core.command_error import CommandError

if TYPE_CHECKING:
    from app.core.jobs.models import QueuedJobId

commands = typer.Typer(no_args_is_help=True, help="Look after jobs.")

Id = Annotated[str | None, typer.Argument(help="The job's id; all failed jobs if not given.")]


@commands.command("list")
def list_jobs(
    limit: Annotated[int, typer.Option(min=1, max=200, help="At most so many in each state.")] = 20,
) -> None:
    """Show the jobs that wait, run or have failed, the newest first."""
    from app.core.database import unit_of_work
    from app.core.jobs.administration import STATES, jobs_in

    with unit_of_work() as session:
        for state in STATES:
            jobs = jobs_in(session, state, limit)
            typer.echo(f"{state}: {jobs.total}")
            for row in jobs.newest:
                typer.echo(f"  {row.id}  {row.created_at:%Y-%m-%d %H:%M:%S}  {row.name}")
                if row.error:
                    typer.echo(f"    {row.error}")


@commands.command()
def retry(job_id: Id = None) -> None:
    """Try failed jobs again."""
    from app.core.database import unit_of_work
    from app.core.jobs import administration

    with unit_of_work() as session:
        tell("Tried again", administration.retry(session, known(job_id)), job_id)


@commands.command()
def discard(job_id: Id = None) -> None:
    """Delete failed jobs. They are never done."""
    from app.core.database import unit_of_work
    from app.core.jobs import administration

    with unit_of_work() as session:
        tell("Discarded", administration.discard(session, known(job_id)), job_id)


def known(text: str | None) -> "QueuedJobId | None":
    from app.core.jobs.models import QueuedJobId

    try:
        return None if text is None else QueuedJobId(text)
    except ValueError as error:
        raise CommandError(str(error)) from None


def tell(done: str, number: int, job_id: str | None) -> None:
    """Raises CommandError: the one job that was named has not failed."""
    if job_id is not None and not number:
        raise CommandError(f"No job {job_id} has failed. See: just py jobs list")
    typer.echo(f"{done}: {number}")
