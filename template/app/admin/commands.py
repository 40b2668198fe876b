"""`python -m app roles`: who may do what."""

# Each command imports what it needs, so that asking for help stays quick.

from typing import Annotated

import typer

from app.accounts.permissions import PERMISSIONS, Role
from app.core.command_error import CommandError

commands = typer.Typer(no_args_is_help=True, help="Look after what people may do.")


@commands.command("list")
def list_roles() -> None:
    """Show what each role may do, and who has one that may do something."""
    from app.admin.service import people_with_permissions
    from app.core.database import unit_of_work

    for role, permissions in PERMISSIONS.items():
        typer.echo(f"{role}: {', '.join(sorted(permissions)) or 'their own affairs'}")
    with unit_of_work(read_only=True) as session:
        for user in people_with_permissions(session):
            typer.echo(f"  {user.role}  {user.email}")


@commands.command()
def give(
    email: Annotated[str, typer.Argument(help="The address that they sign in with.")],
    role: Annotated[Role, typer.Argument(help="Whatever they had before is gone.")],
) -> None:
    """Give somebody a role. They have to sign in again."""
    from app.accounts.errors import LastAdministrator
    from app.admin.service import change_role, find_by_email
    from app.core.database import unit_of_work

    with unit_of_work() as session:
        user = find_by_email(session, email.strip().lower())
        if user is None:
            raise CommandError(f"Nobody has an account with the address {email}.")
        before = user.role
        try:
            change_role(session, user, role)
        except LastAdministrator as error:
            raise CommandError(error.message) from None
        typer.echo(f"{user.email}: {role}, before {before}")
