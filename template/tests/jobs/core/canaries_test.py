"""No secret is found where it does not belong: one of each kind is planted, the product is driven, and everything is searched."""

import json
import re
import secrets
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from app.accounts.jobs import send_welcome_mail
from app.core import env_files
from app.core.database import unit_of_work
from app.core.jobs import enqueue
from app.core.jobs.models import QueuedJob
from app.core.project import ROOT
from app.core.settings import Settings, SettingsError, read
from tests.authentication import VARIABLES
from tests.factories.accounts import UserFactory
from tests.unit.tools.secrets.shop import Drawer
from tests.utils import free_port
from tests.vendors import Vendors
from tests.worker import running_worker
from tools.environment.__main__ import parser
from tools.environment.declared import declared, declaring_classes
from tools.lint.files import project_files
from tools.secrets.checking import problem_with
from tools.secrets.commands import check_secrets, list_secrets

#: Nothing that is shorter is a secret: where somebody else keeps the servers, their passwords may be words.
SHORTEST = 12
PATHS = ("/api/health/ready", "/api/nowhere", "/docs", "/..%2f..%2fenv/all.env")


class Planted:
    """A value for each secret that is declared, and the part of it that is nowhere else."""

    def __init__(self, environment: Mapping[str, str], vendors: Vendors) -> None:
        known = declared()
        self.values: dict[str, str] = {}
        self.marks: dict[str, str] = {}
        #: What some secrets go with.
        self.company = VARIABLES | {
            name: "https://login.example.org" if name.endswith("_ISSUER") else "product"
            for name in known
            if name.endswith(("_CLIENT_ID", "_ISSUER"))
        }
        for name, variable in known.items():
            if variable.secret:
                mark = secrets.token_hex(24)
                there = environment.get(name, "")
                password = urlsplit(there).password or ""
                match name:
                    case "DATABASE_URL" | "REDIS_URL":
                        value, mark = there, password
                    case "SMTP_URL":
                        value = there.replace("://", f"://ada:{mark}@")
                    case "SENTRY_DSN":
                        value = vendors.sentry_dsn.replace("@", f":{mark}@")
                    case _:
                        # What has a shape of its own keeps it: the tests' value of it comes before.
                        value = VARIABLES.get(name, "") + mark
                assert problem_with(variable, value, "test", self.company) is None, name
                self.values[name] = value
                if len(mark) >= SHORTEST:
                    self.marks[name] = mark

    def found_in(self, texts: Mapping[str, str]) -> list[str]:
        """Which of them stand where."""
        return [
            f"{name} in {place}"
            for place, text in texts.items()
            for name, mark in self.marks.items()
            if mark in text
        ]


@pytest.fixture
def planted(process_environment: dict[str, str], vendors: Vendors) -> Planted:
    return Planted(process_environment, vendors)


@pytest.fixture
def environment(
    process_environment: dict[str, str], planted: Planted, vendors: Vendors
) -> dict[str, str]:
    """The variables of a product that has all secrets and all observers."""
    return {
        **process_environment,
        **planted.company,
        **planted.values,
        "SENTRY_OUTSIDE_PRODUCTION": "yes",
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://{vendors.address}",
        "OTEL_BSP_SCHEDULE_DELAY": "50",
        "PORT": str(free_port()),
    }


@pytest.fixture
def web_log(environment: dict[str, str], tmp_path: Path) -> Iterator[Path]:
    """The log of the web process, which answers by then."""
    log = tmp_path / "web.log"
    with log.open("wb") as file:
        words = [sys.executable, "-m", "app", "web"]
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=file, stderr=file)
    try:
        yield log
    finally:
        process.terminate()
        process.wait(timeout=15)


def ask(port: str, path: str, body: bytes | None = None) -> str:
    """Status, headers and body of the answer, whatever they are."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=body)
    request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return f"{answer.status} {answer.headers} {answer.read().decode(errors='replace')}"
    except urllib.error.HTTPError as error:
        with error:
            return f"{error.code} {error.headers} {error.read().decode(errors='replace')}"


def crash_two_jobs(database: Session) -> None:
    """A mail that the server refuses for good, and a job that is given what it does not take."""
    user = UserFactory.create(database)
    other = UserFactory.create(database)
    with unit_of_work() as session:
        enqueue(session, send_welcome_mail, user.id)
        job_id = enqueue(session, send_welcome_mail, other.id)
        wrong = update(QueuedJob).where(col(QueuedJob.id) == job_id).values(arguments=["nobody"])
        session.exec(wrong)


def test_no_secret_is_in_logs_process_lists_error_reports_traces_or_answers(
    environment: dict[str, str],
    planted: Planted,
    committed_database: Session,
    vendors: Vendors,
    web_log: Path,
    tmp_path: Path,
) -> None:
    worker_log = tmp_path / "worker.log"
    with running_worker(environment, worker_log):
        crash_two_jobs(committed_database)
        vendors.wait_for(lambda: len(vendors.error_reports()) >= 2)
        vendors.wait_for(lambda: "http" in web_log.read_text())
        answers = [ask(environment["PORT"], path) for path in PATHS]
        answers += [ask(environment["PORT"], path, b"{") for path in PATHS]
        arguments = [
            " ".join(each.info["cmdline"] or []) for each in psutil.process_iter(["cmdline"])
        ]
        vendors.wait_for(vendors.spans)

    texts = {
        "the log of the web process": web_log.read_text(),
        "the log of the worker": worker_log.read_text(),
        "the process list": "\n".join(arguments),
        "what vendors were sent": "\n".join(
            call.path + call.body.decode(errors="replace") for call in vendors.calls
        ),
        "answers": "\n".join(answers),
    }
    assert all(texts.values())
    assert "app worker" in texts["the process list"]
    assert planted.found_in(texts) == []


def test_no_secret_is_in_a_dump_of_the_settings_or_in_what_is_said_about_wrong_ones(
    environment: dict[str, str], planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    every = type("Every", tuple(declaring_classes()), {})
    texts = {"a dump": repr(read(every)), "another": str(read(Settings))}

    for name in planted.values:
        # Not what was asked for, with all of the secret in it.
        monkeypatch.setenv(name, f"~{environment[name]}~")
    monkeypatch.setenv("AUDIT_DAYS", "many")
    with pytest.raises(SettingsError) as refusal:
        read(every)
    texts["the refusal"] = str(refusal.value)

    assert "AUDIT_DAYS" in texts["the refusal"]
    assert planted.found_in(texts) == []


def test_no_secret_is_in_what_a_command_prints(
    planted: Planted,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(env_files, "ROOT", tmp_path)
    vault = Drawer(**planted.values)
    lines = "".join(f"{name}={value}\n" for name, value in planted.values.items())
    (tmp_path / "env").mkdir()
    for environment in ("development", "production"):
        (tmp_path / "env" / f"{environment}.local.env").write_text(lines)

    list_secrets(vault, "development")
    check_secrets(vault, "production")
    own = parser().parse_args(["list", "--environment", "development"])
    own.run(own)
    two = parser().parse_args(["diff", "development", "production"])
    two.run(two)

    told = capsys.readouterr()
    assert all(name in told.out for name in planted.values)
    assert planted.found_in({"output": told.out + told.err}) == []


def test_what_setting_up_has_made_is_in_no_file_that_is_committed_or_built() -> None:
    made = env_files.merged([ROOT / ".local" / "services.env", env_files.local_file("development")])
    known = declared()
    marks = {
        name: urlsplit(value).password or value
        for name, value in made.items()
        if name in known and known[name].secret
    }
    files = [ROOT / file for file in project_files()]
    files += [file for file in (ROOT / "web" / "build").rglob("*") if file.is_file()]
    assert [
        f"{name} in {file}"
        for file in files
        if file.is_file()
        for content in [file.read_bytes()]
        for name, mark in marks.items()
        if len(mark) >= SHORTEST and mark.encode() in content
    ] == []


def test_the_search_finds_what_is_there(planted: Planted) -> None:
    names = list(planted.marks)
    assert len(names) >= 4
    assert planted.found_in({"here": planted.values[names[-1]]}) == [f"{names[-1]} in here"]
    assert not re.search("secret", json.dumps(sorted(planted.marks.values())))
