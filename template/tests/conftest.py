"""The fixtures of all tests.

A test that stays in this process works on one connection whose transaction is rolled back after it: `database`, and what
the `client`'s requests store. A test that other processes take part in says `committed_database`, which is emptied after it.
"""

import functools
import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from redis import Redis
from sqlalchemy import delete, text
from sqlmodel import Session

from app.accounts.models import User
from app.core import database as app_database
from app.core.database import engine
from app.core.jobs.models import QueuedJob
from app.core.models import metadata
from app.core.read_only import READ_ONLY
from app.core.settings import SettingsError, settings
from app.core.soft_deletion import KeptRowsSession
from app.main import create_app
from tests.authentication import VARIABLES
from tests.databases import (
    fresh_database,
    name_of,
    worker_database_url,
    worker_number,
    worker_redis_url,
)
from tests.factories.accounts import UserFactory
from tests.mailbox import Mailbox, MailServer
from tests.utils import free_port, from_where_called, sign_in
from tests.vendors import Vendors, running_vendors
from tests.worker import running_worker
from tools.environment.declared import declared

BROWSER_TESTS = Path(__file__).parent / "integration"
#: Set by Coverage, for the processes that are started.
MEASURING = "COVERAGE_PROCESS_CONFIG"
#: What OpenTelemetry and Sentry read from the process themselves.
OF_TELEMETRY = ("OTEL_", "SENTRY_")


def pytest_configure(config: pytest.Config) -> None:
    """Point this process, and all that it starts, to the tests' own databases before anything can connect."""
    if config.getoption("pause") and not config.getoption("headed"):
        raise pytest.UsageError("--pause needs --headed: there is nothing to look at.")
    if config.args_source is pytest.Config.ArgsSource.ARGS:
        # Recipes run in the project's folder, wherever they are called.
        called_from = Path(os.environ.get("CALLED_FROM", "."))
        config.args = from_where_called(config.args, called_from, config.rootpath)
    forget_variables_of_the_shell()
    os.environ.update(VARIABLES, ENVIRONMENT="test")
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        # This process only hands out tests to others, which take its variables over.
        return
    settings.cache_clear()
    try:
        development = settings()
    except SettingsError:
        # Tests that need a server will say what is missing; the others need none.
        return
    number = worker_number()
    os.environ["DATABASE_URL"] = worker_database_url(development.database_url, f"gw{number}")
    os.environ["REDIS_URL"] = worker_redis_url(development.redis_url, number)
    # Nothing listens there: a mail that a test does not expect goes nowhere.
    os.environ["SMTP_URL"] = "smtp://127.0.0.1:9"
    settings.cache_clear()


def forget_variables_of_the_shell() -> None:
    """Tests see the same on every machine, whatever the shell that starts them has set, but for where servers and browsers are."""
    for name, variable in declared().items():
        if not variable.of_machine:
            os.environ.pop(name, None)
    for name in [name for name in os.environ if name.startswith(OF_TELEMETRY)]:
        del os.environ[name]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--pause",
        action="store_true",
        help="stop each browser test before its first step, and where it fails (with --headed)",
    )
    parser.addoption(
        "--take-pictures",
        action="store_true",
        help="keep how pages look now, instead of comparing it with how they looked",
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what tests have to say, passed ones too, as those that compared nothing."""
    reports = [report for group in terminalreporter.stats.values() for report in group]
    for report in reports:
        if isinstance(report, pytest.TestReport) and report.when == "teardown":
            said = [value for name, value in report.user_properties if name == "words"]
            for words in said:
                terminalreporter.write_line(str(words))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process for somebody who watches, and for single tests, which are done before a second one has started."""
    single = bool(config.args) and all("::" in argument for argument in config.args)
    watched = config.getoption("headed") or config.getoption("pause")
    return 0 if single or watched else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what runs other processes to the end: first those that bring their own worker, the browser last.

    A worker would take the jobs whose queueing other tests look at, and the browser's driver keeps an event loop running,
    beside which no other can run. They all stay in one pytest process: a second server would only take the processors
    from the first.
    """

    def kind(item: pytest.Item) -> int:
        fixtures = getattr(item, "fixturenames", ())
        if item.path.is_relative_to(BROWSER_TESTS):
            return 3
        return 2 if "worker_process" in fixtures else 1 if "process_environment" in fixtures else 0

    for item in items:
        if kind(item):
            item.add_marker(pytest.mark.xdist_group("processes"))
    items.sort(key=kind)


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not among what all tests need: each look at all that costs more than twenty tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def servers() -> Iterator[None]:
    """A fresh database and an empty Redis database, for this pytest process alone."""
    url = os.environ.get("DATABASE_URL") or settings().database_url
    with fresh_database(url):
        empty_redis()
        yield
        engine().dispose()


def empty_redis() -> None:
    kept_connection(settings().redis_url).flushdb()


@functools.cache
def kept_connection(url: str) -> Redis:
    return Redis.from_url(url)


@pytest.fixture
def database(servers: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session whose changes, and those of all requests and jobs in this process, are undone after the test."""

    def session_on_the_connection(*, expire_on_commit: bool, read_only: bool = False) -> Session:
        return KeptRowsSession(
            connection,
            join_transaction_mode="create_savepoint",
            expire_on_commit=expire_on_commit,
            info={READ_ONLY: read_only},
        )

    with engine().connect() as connection, connection.begin() as transaction:
        monkeypatch.setattr(
            app_database,
            "open_session",
            functools.partial(session_on_the_connection, expire_on_commit=False),
        )
        # Here the test sees after a commit what others have stored.
        with session_on_the_connection(expire_on_commit=True) as session:
            yield session
        transaction.rollback()


@pytest.fixture
def committed_database(servers: None) -> Iterator[Session]:
    """A session whose changes other processes see. All tables are emptied after the test."""
    # What requests of other tests published lies there still.
    empty_redis()
    with KeptRowsSession(engine()) as session:
        yield session
    name_of(os.environ["DATABASE_URL"])
    with engine().begin() as connection:
        # The first of them waits for jobs that are about to end. `truncate` would lock tables that such a job still needs.
        connection.execute(delete(QueuedJob))
        # Without triggers, one of which keeps the audit trail.
        connection.execute(text("set local session_replication_role = replica"))
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    empty_redis()


@pytest.fixture(scope="session")
def app() -> Iterator[FastAPI]:
    """The product, begun once for all tests.

    Every client uses its event loop: one of its own, with threads of its own, costs more than most requests.
    """
    app = create_app()
    with TestClient(app) as running, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", running.portal)
        yield app


@pytest.fixture
def client(app: FastAPI, database: Session) -> TestClient:
    """A visitor's browser, without a page of its own."""
    empty_redis()
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def user(database: Session) -> User:
    return UserFactory.create(database)


@pytest.fixture
def user_client(app: FastAPI, client: TestClient, database: Session, user: User) -> TestClient:
    """The browser in which `user` is signed in. `client` stays somebody who is not."""
    return sign_in(TestClient(app, raise_server_exceptions=False), database, user)


@pytest.fixture
def other_client(app: FastAPI, client: TestClient, database: Session) -> TestClient:
    """The browser in which somebody else is signed in."""
    return sign_in(
        TestClient(app, raise_server_exceptions=False), database, UserFactory.create(database)
    )


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    server = MailServer(Mailbox())
    server.start()
    yield server
    server.stop()


@pytest.fixture
def mailbox(mail_server: MailServer) -> Mailbox:
    """The mails that have come since the test began."""
    mailbox: Mailbox = mail_server.handler
    mailbox.clear()
    return mailbox


@pytest.fixture(scope="session")
def vendor_server() -> Iterator[Vendors]:
    with running_vendors() as vendors:
        yield vendors


@pytest.fixture
def vendors(vendor_server: Vendors) -> Vendors:
    """What the hosted vendors were sent since the test began."""
    vendor_server.clear()
    return vendor_server


@pytest.fixture(scope="session", autouse=True)
def measuring() -> Iterator[dict[str, str]]:
    """The variables with which a process is measured whose lines count as well: the server and the worker that tests share.

    The many others that tests start are kept from it, because each start takes a quarter of a second longer with it.
    """
    variables = {name: os.environ[name] for name in [MEASURING] if name in os.environ}
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(MEASURING, raising=False)
        yield variables


@pytest.fixture(scope="session")
def process_environment(servers: None, mail_server: MailServer) -> dict[str, str]:
    """The variables of a process that takes part in the tests."""
    return {**os.environ, "SMTP_URL": mail_server.url, "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="session")
def worker_metrics_port() -> int:
    return free_port()


@pytest.fixture(scope="session")
def worker_process(
    process_environment: dict[str, str],
    measuring: dict[str, str],
    vendor_server: Vendors,
    worker_metrics_port: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A worker on this pytest process's database, observed. Say `committed_database` too: it sees nothing else."""
    environment = {
        **process_environment,
        **measuring,
        "SENTRY_DSN": vendor_server.sentry_dsn,
        "SENTRY_OUTSIDE_PRODUCTION": "yes",
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://{vendor_server.address}",
        "OTEL_BSP_SCHEDULE_DELAY": "50",
        "RELEASE": "f00dcafe",
        "WORKER_METRICS_PORT": str(worker_metrics_port),
    }
    with running_worker(environment, tmp_path_factory.mktemp("worker") / "worker.log"):
        yield
