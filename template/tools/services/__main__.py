"""`just services …`: start, stop, look at and empty the services of this checkout."""

import argparse
import os
import signal
import subprocess
import sys

from tools.environment.news import tell_news
from tools.project import LOCAL, ROOT
from tools.secrets.chosen import VAULT
from tools.services.ladder import ADDRESS_FILE, Services
from tools.terminal import ToolError, end_in_order_on_signals, heading, note, stop


def up(services: Services) -> None:
    heading("Services")
    services.up()
    show_addresses()


def down(services: Services) -> None:
    heading("Stopping the services")
    services.down()


def status(services: Services) -> None:
    if services.needed and services.provider() == "compose":
        services.compose.status()
        return
    for server in services.servers:
        if server.variable not in services.needed:
            print(f"{server.name:12} named by {server.variable}")
        elif process := server.running():
            print(f"{server.name:12} runs on 127.0.0.1:{server.port}, process {process.pid}")
        else:
            print(f"{server.name:12} stopped")


def logs(services: Services) -> None:
    if services.provider() == "compose":
        services.compose.logs()
        return
    for server in services.servers:
        heading(f"{server.name} ({server.log_file.relative_to(ROOT)})")
        print(server.log_end(30))


def follow(services: Services, names: list[str]) -> int:
    """Show the logs of some services, or of all, as they grow, while the services run."""
    if services.provider() == "compose":
        os.environ |= services.compose.variables()
        return run_with_services(services, services.compose.command("logs", "--follow", *names))
    chosen = [server for server in services.servers if not names or server.name in names]
    return run_with_services(services, ["tail", "-F", *(str(each.log_file) for each in chosen)])


def addresses(services: Services) -> None:
    services.write_addresses()
    show_addresses()


def reset(services: Services, *, confirmed: bool) -> None:
    if not confirmed:
        if not sys.stdin.isatty():
            raise ToolError("This deletes all development data. Say `just services reset --yes`.")
        answer = input("Delete the databases, queues and mails of this checkout? Type yes: ")
        if answer != "yes":
            raise ToolError("Nothing was deleted.")
    services.reset()
    note("All data of the services is deleted.")


def show_addresses() -> None:
    for line in ADDRESS_FILE.read_text().splitlines()[1:]:
        name, _, value = line.partition("=")
        # Passwords stay out of terminals and their scrollback.
        shown = value.split("@")[-1] if "@" in value else value
        note(f"{name:15} {shown}")
    note(f"(whole addresses: {ADDRESS_FILE.relative_to(LOCAL.parent)})")


def run_with_services(services: Services, command: list[str]) -> int:
    """Run a command while the services run; Ctrl-C reaches the command, and the services stop after it."""
    # Tests see none of what only this machine knows.
    if "ENVIRONMENT=test" not in command:
        VAULT.make_ready(os.environ.get("ENVIRONMENT") or "development")
    tell_news()
    with services.leased():
        # Ctrl-C reaches the command by itself; here it must not prevent the services from being stopped after it. Not
        # SIG_IGN, which the command would inherit.
        signal.signal(signal.SIGINT, lambda *_: None)
        process = subprocess.Popen(command, env=os.environ | services.all_addresses())
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        status = process.wait()
    return status if status >= 0 else 128 - status


SIMPLE_ACTIONS = {"up": up, "down": down, "status": status, "logs": logs, "addresses": addresses}


def main() -> None:
    parser = argparse.ArgumentParser(prog="just services", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    for name in SIMPLE_ACTIONS:
        actions.add_parser(name)
    actions.add_parser("reset").add_argument("--yes", action="store_true")
    actions.add_parser("follow").add_argument("names", nargs="*")
    held = actions.add_parser("with", help="run a command (after --) while the services run")
    held.add_argument("command", nargs=argparse.REMAINDER)
    words = parser.parse_args()
    end_in_order_on_signals()
    try:
        services = Services()
        if words.action == "with":
            raise SystemExit(run_with_services(services, words.command[1:]))
        if words.action == "follow":
            raise SystemExit(follow(services, words.names))
        if words.action == "reset":
            reset(services, confirmed=words.yes)
        else:
            SIMPLE_ACTIONS[words.action](services)
    except ToolError as error:
        stop(error)
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
