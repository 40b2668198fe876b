"""Logging: readable lines in development, one JSON object a line in production. Say values with `extra={...}`."""

import json
import logging
import logging.config
from datetime import UTC, datetime
from typing import Any

from app.core.request_id import current_request_id
from app.core.settings import environment

ORDINARY = {
    *vars(logging.makeLogRecord({})),
    "message",
    "asctime",
    "color_message",
    "taskName",
    "data",
}


def extras(record: logging.LogRecord) -> dict[str, Any]:
    """What the caller said beyond the message, and the request it happened in."""
    said = {name: value for name, value in vars(record).items() if name not in ORDINARY}
    request_id = current_request_id.get()
    return {"request_id": request_id, **said} if request_id else said


class ReadableFormatter(logging.Formatter):
    """`12:30:01 INFO    message name=value`; the process runner puts the process's name before it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the base class's name
        values = "".join(f" {name}={value}" for name, value in extras(record).items())
        return super().formatMessage(record) + values


class JsonFormatter(logging.Formatter):
    """One object a line, whatever is in the message."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **extras(record),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str)


def logging_configuration() -> dict[str, Any]:
    """The configuration in the form of logging.config.dictConfig."""
    quiet = {"level": "WARNING"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "chosen": {"()": JsonFormatter if environment() == "production" else ReadableFormatter}
        },
        "handlers": {
            "output": {
                "class": "logging.StreamHandler",
                "formatter": "chosen",
                "stream": "ext://sys.stdout",
            }
        },
        "root": {"level": "INFO", "handlers": ["output"]},
        # They say in several lines what our own line for each request and job says.
        "loggers": {
            "uvicorn.access": quiet,
            "celery.worker.strategy": quiet,
            "celery.app.trace": quiet,
            "watchfiles": quiet,
        },
    }


def configure_logging() -> None:
    """Make this process log as its environment wants it."""
    logging.config.dictConfig(logging_configuration())
