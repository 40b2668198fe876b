"""`just dev`: the services and every process of the product, until Ctrl-C.

With --check, a browser walks the first journey through the running product instead, and all of it stops. It needs no account with
any vendor: what the tests have instead of them answers. With --only, the processes of one Procfile run alone.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tools import generate
from tools.environment.news import tell_news
from tools.ports import Ports, project_ports, require_free
from tools.processes import Processes
from tools.project import ROOT
from tools.secrets.chosen import VAULT
from tools.services.ladder import Services
from tools.terminal import ToolError, end_in_order_on_signals, heading, note, run, say, stop

START_SECONDS = 60
BACKEND, PAGE = ROOT / "Procfile", ROOT / "Procfile.development"


def develop(procfiles: list[Path], *, check: bool) -> int:
    """Run the processes of the Procfiles and what they need; the status to end with."""
    tell_news()
    ports = project_ports()
    if PAGE in procfiles:
        require_free(ports.product, "the product")
    if BACKEND in procfiles:
        require_free(ports.api, "the API")
    VAULT.make_ready("development")
    heading("Services")
    services = Services()
    with services.leased():
        try:
            return run_processes(services, ports, procfiles, check=check)
        finally:
            # From here on all ends in order, however often Ctrl-C is pressed.
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            heading("Stopping")


def run_processes(services: Services, ports: Ports, procfiles: list[Path], *, check: bool) -> int:
    os.environ |= services.all_addresses()
    if check:
        os.environ |= stand_ins()
    require_variables()
    heading("Database")
    run([sys.executable, "-m", "app", "migrate"], failure="The migrations failed")
    if PAGE in procfiles:
        generate.generate_if_changed()
    heading("Processes")
    environment = {
        **os.environ,
        "ENVIRONMENT": "development",
        "PORT": str(ports.api),
        "WEB_PORT": str(ports.product),
        "PUBLIC_URL": product_address(ports),
        "PYTHONUNBUFFERED": "1",
        # The processes write into a pipe; only this one knows whether a terminal is at its other end.
        **({"FORCE_COLOR": "1"} if sys.stdout.isatty() else {}),
    }
    processes = Processes(procfiles, environment)
    # The API itself first: the page passes requests on to it, and would complain while it is not there.
    answering = {
        BACKEND: f"http://127.0.0.1:{ports.api}/api/health/ready",
        PAGE: f"http://127.0.0.1:{ports.product}/",
    }
    port = ports.product if PAGE in procfiles else ports.api
    outcome = {"status": 0}

    def when_started() -> None:
        if not wait_until_ready([answering[procfile] for procfile in procfiles]):
            print(
                f"error: The product did not answer within {START_SECONDS} seconds.",
                file=sys.stderr,
            )
            outcome["status"] = 1
            processes.terminate()
        elif check:
            outcome["status"] = walk_first_journey(ports)
            processes.terminate()
        else:
            show_addresses(f"http://localhost:{port}")

    processes.on_started = when_started
    processes.loop()
    stopped_by_hand = processes.returncode in {128 + signal.SIGINT, 128 + signal.SIGTERM}
    if check or stopped_by_hand:
        return outcome["status"]
    return outcome["status"] or processes.returncode or 1


def require_variables() -> None:
    """Ask once for what all processes would ask for, each amid what the others say.

    Raises:
        ToolError: variables are missing or wrong; what they are for, and how to get them.
    """
    # Not above: it imports the whole product.
    from app.core.environment import SettingsError
    from app.core.processes import require_all_settings

    try:
        require_all_settings()
    except SettingsError as error:
        raise ToolError(str(error)) from None


def stand_ins() -> dict[str, str]:
    """The variables by which the product finds what stands in for vendors that let people in, as long as this process runs."""
    # Not above: the tests are part of no other command.
    from tests.authentication import VARIABLES

    return VARIABLES


def wait_until_ready(addresses: list[str]) -> bool:
    """Whether every address answered in time."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            for address in addresses:
                urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def walk_first_journey(ports: Ports) -> int:
    address = f"--base-url={product_address(ports)}"
    command = [sys.executable, "-m", "pytest", "tests/integration", "-m", "first_journey", address]
    environment = {**os.environ, "ENVIRONMENT": "test"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def show_addresses(product: str) -> None:
    name = json.loads((ROOT / "project.json").read_text())["name"]
    say(f"\n    {name} is running\n")
    note(f"Product     {product}")
    note(f"API docs    {product}/api/docs")
    if inbox := os.environ.get("MAIL_INBOX_URL"):
        note(f"Mail inbox  {inbox}")
    say("\n    Ctrl-C stops everything; data is kept.\n")


def product_address(ports: Ports) -> str:
    return f"http://localhost:{ports.product}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="just dev", description=__doc__)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help="walk the first journey, then stop")
    how.add_argument("--only", choices=[BACKEND.name, PAGE.name], help="run this Procfile alone")
    words = parser.parse_args()
    procfiles = [ROOT / words.only] if words.only else [BACKEND, PAGE]
    end_in_order_on_signals()
    try:
        raise SystemExit(develop(procfiles, check=words.check))
    except ToolError as error:
        stop(error)
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
