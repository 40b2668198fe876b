"""`python -m app mail`: what did not arrive, and addresses that take no mail."""

# Each command imports what it needs, so that asking for help stays quick.

from typing import Annotated

import typer

from app.core.command_error import CommandError

commands = typer.Typer(no_args_is_help=True, help="Look after mail.")


@commands.command("list")
def list_mails(
    *,
    sent: Annotated[bool, typer.Option("--all", help="Show what was sent too.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 50,
) -> None:
    """Show the addresses that have bounced and the mails that were not sent, the newest first."""
    from app.core.database import unit_of_work
    from app.core.mail.bounces import bounced_addresses, deliveries

    with unit_of_work() as session:
        bounces = bounced_addresses(session, limit)
        rows = deliveries(session, limit, failed_only=not sent)
        for bounce in bounces:
            when = f"{bounce.bounced_at:%Y-%m-%d %H:%M}"
            typer.echo(f"bounced address  {when}  {bounce.address}  {bounce.reason}")
        for row in rows:
            when = f"{row.created_at:%Y-%m-%d %H:%M}"
            typer.echo(f"{row.state:15}  {when}  {row.address}  {row.mail}  {row.reason}".rstrip())
        if not bounces and not rows:
            typer.echo(f"No address has bounced, and no mail was {'sent' if sent else 'lost'}.")


@commands.command()
def bounce(
    address: str,
    reason: Annotated[str, typer.Option(help="Why, for whoever looks later.")] = "Noted by hand.",
) -> None:
    """Send nothing to an address any more: for bounces that come back later, or a person's wish."""
    from app.core.database import unit_of_work
    from app.core.mail.bounces import record_bounce

    with unit_of_work() as session:
        record_bounce(session, address, reason)


@commands.command()
def clear(address: str) -> None:
    """Send to an address again."""
    from app.core.database import unit_of_work
    from app.core.mail.bounces import clear_bounce

    with unit_of_work() as session:
        if not clear_bounce(session, address):
            raise CommandError(f"{address} has not bounced.")
