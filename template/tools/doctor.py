"""`just doctor`: what is installed, what is missing or wrong, and the command that mends each. It changes nothing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psutil

from tools import browser
from tools.installation import OLDEST_NODE, OLDEST_PNPM, text_of, version_of
from tools.ports import answers, listener
from tools.project import ROOT
from tools.services.ladder import Services
from tools.terminal import ToolError

NAMES = {"postgresql": "PostgreSQL", "valkey": "Valkey", "mail": "the mail catcher"}


@dataclass(frozen=True)
class Finding:
    """What was looked at, what was seen, and, if that is wrong, the command that mends it."""

    subject: str
    seen: str
    mend: str | None = None


def tools() -> Iterator[Finding]:
    """The programs that everything else needs."""
    for name, mend in (
        ("uv", "pip install uv"),
        ("git", "Install git with the system's package manager"),
    ):
        found = shutil.which(name)
        yield Finding(name, found or "missing", None if found else mend)
    for name, oldest in (("node", OLDEST_NODE), ("pnpm", OLDEST_PNPM)):
        version = version_of(name)
        fine = version >= oldest
        seen = text_of(version) if shutil.which(name) else "missing"
        told = seen if fine else f"{seen}; {text_of(oldest)} or newer is needed"
        yield Finding(name, told, None if fine else "just web setup")
    found = browser.find()
    yield Finding("browser for tests", str(found or "missing"), None if found else "just setup")
    if sys.platform == "linux":
        # Makes that browser trust the tests' own certificate.
        certutil = shutil.which("certutil")
        yield Finding(
            "certutil for tests", certutil or "missing", None if certutil else "just setup"
        )


def packages() -> Iterator[Finding]:
    """What pyproject.toml and package.json ask for."""
    python = quiet("uv", "sync", "--check", "--locked")
    yield Finding("Python packages", *told(python, "as locked", "not as locked", "just py setup"))
    installed = ROOT / "web" / "node_modules" / ".pnpm" / "lock.yaml"
    wanted = ROOT / "web" / "pnpm-lock.yaml"
    # pnpm keeps a copy of the lock file that it installed from.
    same = installed.exists() and packages_of(installed.read_text()) == packages_of(
        wanted.read_text()
    )
    yield Finding(
        "JavaScript packages", *told(same, "as locked", "not as locked", "just web setup")
    )


def packages_of(lock: str) -> str:
    return lock.partition("\npackages:\n")[2]


def servers() -> Iterator[Finding]:
    """The services, and who sits on their ports."""
    services = Services()
    local = services.needed and services.provider() == "local"
    for server in services.servers:
        subject = NAMES.get(server.name, server.name)
        if server.variable not in services.needed:
            yield Finding(subject, f"named by {server.variable}")
        elif not local:
            yield Finding(subject, "a container")
        elif server.running():
            yield Finding(subject, f"runs on port {server.port}")
        elif answers(server.port):
            taken = f"port {server.port} is taken by {listener(server.port)}"
            yield Finding(
                subject, taken, "Stop that, or set PORT_BASE in env/development.local.env"
            )
        else:
            yield Finding(subject, "stopped; `just dev` and `just test` start it")


def project() -> Iterator[Finding]:
    """The settings, the database and what is generated."""
    settings = subprocess.run(
        [sys.executable, "-c", "from app.core.processes import require_all_settings as r; r()"],
        cwd=ROOT,
        env=development(),
        capture_output=True,
        text=True,
        check=False,
    )
    problem = settings.stderr.strip().partition("SettingsError: ")[2] or settings.stderr.strip()
    here = development()["ENVIRONMENT"] == "development"
    mend = "just services up, or env/development.local.env" if here else "unset ENVIRONMENT"
    yield Finding("settings", *told(settings.returncode == 0, "complete", problem, mend))
    if settings.returncode == 0:
        yield from database()
    if version_of("node") < OLDEST_NODE or version_of("pnpm") < OLDEST_PNPM:
        yield Finding("TypeScript client", "unknown without Node and pnpm")
        return
    client = quiet(sys.executable, "-m", "tools.generate", "--check")
    yield Finding(
        "TypeScript client",
        *told(client, "what the API says", "older than the API", "just generate"),
    )


def database() -> Iterator[Finding]:
    check = subprocess.run(
        [sys.executable, "-m", "app", "migrate", "--check"],
        cwd=ROOT,
        env=development(),
        capture_output=True,
        text=True,
        check=False,
    )
    if "OperationalError" in check.stderr:
        yield Finding("migrations", "unknown while PostgreSQL is stopped (just services up)")
        return
    missing = check.stderr.strip().removeprefix("error: ").partition(" Run `")[0]
    fine = check.returncode == 0
    yield Finding("migrations", *told(fine, "all applied", missing, "just db migrate"))


def development() -> dict[str, str]:
    return {**os.environ, "ENVIRONMENT": os.environ.get("ENVIRONMENT", "development")}


def quiet(*command: str) -> bool:
    """Whether a command succeeds."""
    try:
        result = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return result.returncode == 0


def told(fine: bool, good: str, bad: str, mend: str) -> tuple[str, str | None]:
    return (good, None) if fine else (bad, mend)


def machine() -> Iterator[Finding]:
    """What runs out without a warning."""
    free = psutil.disk_usage(str(ROOT)).free / 2**30
    mend = None if free >= 1 else "Make room on this disk"
    yield Finding("free space", f"{free:.1f} GiB", mend)


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (tools, packages, servers, project, machine)


def examine(looks: tuple[Callable[[], Iterator[Finding]], ...] = LOOKS) -> int:
    """Print what is found. Returns how much is wrong."""
    wrong = 0
    for look in looks:
        try:
            for finding in look():
                print(
                    f"  {'ok' if finding.mend is None else '!!'}  {finding.subject:20} {finding.seen}"
                )
                if finding.mend is not None:
                    wrong += 1
                    print(f"{'':26} -> {finding.mend}")
        except ToolError as error:
            wrong += 1
            print(f"  !!  {error}")
    print("All is well." if not wrong else f"{wrong} to mend.")
    return wrong


if __name__ == "__main__":
    raise SystemExit(1 if examine() else 0)
