import json
import logging
import sys

from app.core.logging import JsonFormatter, ReadableFormatter
from app.core.request_id import current_request_id


def record(message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    return logging.getLogger("app.test").makeRecord(
        "app.test", logging.INFO, __file__, 1, message, arguments, None, extra=extra
    )


def test_production_logs_one_object_a_line() -> None:
    token = current_request_id.set("f00d")
    try:
        line = JsonFormatter().format(record("signed\nup %s", "now", person="user_1"))
    finally:
        current_request_id.reset(token)

    assert "\n" not in line
    entry = json.loads(line)
    assert entry["message"] == "signed\nup now"
    assert entry["person"] == "user_1"
    assert entry["request_id"] == "f00d"
    assert entry["level"] == "info"


def test_a_crash_is_logged_with_its_traceback() -> None:
    crashed = record("request crashed")
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        crashed.exc_info = sys.exc_info()

    assert "ZeroDivisionError" in json.loads(JsonFormatter().format(crashed))["exception"]


def test_development_logs_lines_for_people() -> None:
    line = ReadableFormatter().format(record("job done", job="welcome"))

    assert line.endswith("INFO    job done job=welcome")
