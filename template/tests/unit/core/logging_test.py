import io
import json
import logging
import sys
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import copy_context
from datetime import datetime

import pytest

from app.core.context import RunningJob, current_job, current_request_id, current_user_id
from app.core.logging import JsonFormatter, ReadableFormatter, configure_logging


def record(message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    return logging.getLogger("app.test").makeRecord(
        "app.test", logging.INFO, __file__, 1, message, arguments, None, extra=extra
    )


def in_the_midst_of_work(formatter: logging.Formatter, entry: logging.LogRecord) -> str:
    """The line as a job writes it that a person's request asked for."""

    def line() -> str:
        current_request_id.set("f00d")
        current_user_id.set("user_1")
        current_job.set(RunningJob(name="welcome", id="7"))
        return formatter.format(entry)

    return copy_context().run(line)


def crashed(error: Exception) -> logging.LogRecord:
    entry = record("request crashed")
    try:
        raise error
    except type(error):
        entry.exc_info = sys.exc_info()
    return entry


def test_production_logs_one_object_a_line() -> None:
    line = JsonFormatter().format(record("signed\nup %s", "now", pages=3))

    assert "\n" not in line
    entry = json.loads(line)
    assert entry["message"] == "signed\nup now"
    assert entry["pages"] == 3
    assert entry["level"] == "info"


@pytest.mark.parametrize(
    "value",
    [
        "Ünïcode \u2028 \U0001f600",
        "\x00\x1b[31m\x7f\x9b",
        "\udcff from a file's name",
        10**30,
        -0.5,
        None,
    ],
)
def test_whatever_a_value_is_its_line_is_one_of_printable_letters(value: object) -> None:
    line = JsonFormatter().format(record("done", value=value))

    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["value"] == value


def test_a_line_tells_its_moment_to_the_microsecond() -> None:
    happened = record("done")
    for moment in (1_769_862_601.00025, 1_769_862_601.0, 1_769_862_601.999999):
        happened.created = moment
        told = json.loads(JsonFormatter().format(happened))["time"]
        assert len(told) == len("2026-01-31T12:30:01.000250+00:00")
        assert abs(datetime.fromisoformat(told).timestamp() - moment) < 0.000002


def test_a_line_names_the_request_the_person_and_the_job() -> None:
    entry = json.loads(in_the_midst_of_work(JsonFormatter(), record("done")))
    readable = in_the_midst_of_work(ReadableFormatter(coloured=False), record("done"))

    assert entry["request_id"] == "f00d"
    assert (entry["user_id"], entry["job"], entry["job_id"]) == ("user_1", "welcome", "7")
    assert readable.endswith("INFO    done request_id=f00d user_id=user_1 job=welcome job_id=7")


def test_a_crash_is_logged_with_its_traceback() -> None:
    for formatter in (JsonFormatter(), ReadableFormatter(coloured=False)):
        assert "ZeroDivisionError" in formatter.format(crashed(ZeroDivisionError()))


@pytest.mark.parametrize("formatter", [JsonFormatter(), ReadableFormatter(coloured=False)])
def test_secrets_and_addresses_reach_no_line(formatter: logging.Formatter) -> None:
    said = formatter.format(
        record(
            "for ada@mail.example with password=hunter2 at redis://:hunter2@redis.example",
            new_password="hunter2",
            headers={"Authorization": "Bearer hunter2", "Cookie": "session=hunter2"},
        )
    )
    failed = formatter.format(crashed(ValueError("Key (name)=(Ada, 36) already exists.")))

    assert "hunter2" not in said
    assert "ada@mail.example" not in said
    assert "Ada, 36" not in failed
    assert "Key (name)" in failed


def test_a_value_cannot_begin_a_line_of_its_own() -> None:
    line = ReadableFormatter(coloured=False).format(record("sent", path="/\n12:30:01 INFO forged"))

    assert "\n" not in line


def test_colours_are_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert "\x1b" not in ReadableFormatter().format(record("done"))

    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32mINFO" in ReadableFormatter().format(record("done", pages=3))

    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in ReadableFormatter().format(record("done"))


@contextmanager
def own_logging() -> Generator[None]:
    """Puts the handlers of pytest back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        root.handlers[:], root.level = handlers, level


@pytest.mark.parametrize("name", ["uvicorn.error", "celery.worker", "sqlalchemy.pool", "app.x"])
def test_libraries_log_in_the_same_form(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")
    with own_logging():
        configure_logging()
        logging.getLogger(name).error("gone", extra={"color_message": "\x1b[31mgone"})

    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line).items() >= {"logger": name, "message": "gone"}.items()
    assert "color_message" not in line


@pytest.mark.parametrize("name", ["uvicorn.access", "alembic.runtime.migration"])
def test_what_each_request_and_health_check_would_repeat_is_not_logged(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with own_logging():
        configure_logging()
        logging.getLogger(name).info("once more")

    assert capsys.readouterr().out == ""
