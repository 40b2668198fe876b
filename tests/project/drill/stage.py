"""Where the drill takes place: servers of its own, and the processes of the product, in production's settings."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import psycopg
from app.accounts.models import User
from app.core.database import unit_of_work
from app.core.project import ROOT
from app.sessions.cookies import cookie_name
from app.sessions.repository import SqlSessions
from app.sessions.service import start_session
from redis import Redis
from tools.ports import Ports, answers
from tools.services.postgresql import PostgreSQL
from tools.services.valkey import Valkey
from tools.terminal import ToolError

from drill.product import TABLES

PORTS = range(18300, 18400, 10)
PROCESSES = ("web", "worker", "scheduler", "second scheduler")


def wait_until(what: str, condition: Callable[[], Any], seconds: float = 60) -> None:
    """Raises ToolError: it has not come to pass in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise ToolError(f"{what}: not within {seconds:.0f} seconds.")
        time.sleep(0.05)


class Stage:
    """PostgreSQL and Valkey in a folder of their own, and the product's processes on them."""

    def __init__(self, directory: Path) -> None:
        ports = Ports(next(base for base in PORTS if not any(map(answers, range(base, base + 6)))))
        self.directory, self.port = directory, ports.api
        self.postgresql, self.valkey = PostgreSQL(ports), Valkey(ports)
        for server in (self.postgresql, self.valkey):
            server.directory = directory / server.name
            server.log_file = server.directory / "log"
            server.process_file = server.directory / "process.json"
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def open(self) -> None:
        """Start everything, with one person who is signed in."""
        self.postgresql.start()
        self.valkey.start()
        server = self.postgresql.addresses()["DATABASE_URL"].rpartition("/")[0]
        self.database_url = f"{server}/drill"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute("create database drill")
            # As in production. The servers of development may lose the last moments when they are killed.
            connection.execute("alter database drill set synchronous_commit = on")
        os.environ |= {
            "ENVIRONMENT": "production",
            "DATABASE_URL": self.database_url,
            "SMTP_URL": "smtp://127.0.0.1:9",
            "PORT": str(self.port),
            "TWO_FACTOR_KEY": secrets.token_hex(32),
            "SESSION_PEPPER": secrets.token_hex(32),
            **self.valkey.addresses(),
        }
        subprocess.run(
            [sys.executable, "-m", "app", "migrate"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        self.ask(TABLES)
        with unit_of_work() as session:
            person = User(email="ada@example.org", name="Ada Example")
            session.add(person)
            session.flush()
            self.token = start_session(SqlSessions(session), person.id)
        self.cookies = {cookie_name(secure=True): self.token}
        for name in PROCESSES:
            self.start(name)
        wait_until("The product runs", lambda: answers(self.port) and self.ready_workers() == 1)

    def close(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait()
        self.postgresql.stop()
        self.valkey.stop()

    def start(self, name: str) -> None:
        with (self.directory / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "drill.product", name.split()[-1]],
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def ready_workers(self) -> int:
        """How many workers have begun to work so far."""
        return self.log("worker").count(" ready.")

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal to a process and all its children."""
        os.killpg(self.processes[name].pid, number)

    def end(self, name: str) -> None:
        """End a process and all its children as a machine does that loses its power."""
        self.signal(name, signal.SIGKILL)
        self.processes[name].wait()

    def log(self, name: str) -> str:
        return (self.directory / f"{name}.log").read_text()

    def ask(self, query: str) -> list[Any]:
        """What the database says."""
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            cursor = connection.execute(query)
            return [row[0] for row in cursor] if cursor.description else []

    def usage(self) -> dict[str, int]:
        """What the product takes: connections, and megabytes of memory."""
        running = [psutil.Process(each.pid) for each in self.processes.values()]
        everybody = [
            *running,
            *(child for each in running for child in each.children(recursive=True)),
        ]
        with Redis.from_url(os.environ["REDIS_URL"]) as redis:
            (connections,) = self.ask(
                "select count(*) from pg_stat_activity where datname = 'drill'"
            )
            return {
                "connections to PostgreSQL": connections,
                "connections to Redis": len(redis.client_list()),
                "MiB of memory": sum(each.memory_info().rss for each in everybody) >> 20,
            }
