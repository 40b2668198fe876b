"""`python -m app keys`: what in the database still depends on keys that were replaced."""

# Each command imports what it needs, so that asking for help stays quick.

from typing import Annotated

import typer

from app.core.command_error import CommandError

commands = typer.Typer(no_args_is_help=True, help="Look after keys that are lists.")


@commands.command("list")
def list_keys(
    variable: Annotated[
        str | None, typer.Argument(help="Print the number of this one alone.")
    ] = None,
) -> None:
    """Count what only keys open that are no longer the first."""
    from app.core.database import unit_of_work
    from app.core.keyed import all_keyed, keyed_under

    with unit_of_work(read_only=True) as session:
        if variable is not None:
            typer.echo(sum(each.former(session) for each in keyed_under(variable)))
            return
        for each in all_keyed():
            told = f"{each.former(session)} {each.what} depend on former keys; {each.change}"
            typer.echo(f"{each.variable}: {told}")


@commands.command()
def move(variable: Annotated[str, typer.Argument(help="One that `list` names.")]) -> None:
    """Put all that depends on former keys under the first. Nobody notices, and it may be done again."""
    from app.core.database import unit_of_work
    from app.core.keyed import keyed_under

    for each in keyed_under(variable):
        if each.move is None:
            raise CommandError(f"{variable}: {each.what} cannot be moved; {each.change}")
        with unit_of_work() as session:
            typer.echo(f"{each.move(session)} {each.what} lie under the first key now.")
