"""What tests of routes look at."""

import logging

import pytest

from app.core.logging import extras


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """What each line that is logged from now on says beside its message."""
    seen: list[dict[str, object]] = []

    class Recorder(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append({"message": record.getMessage(), **extras(record)})

    caplog.handler.addFilter(lambda record: Recorder().emit(record) or True)
    caplog.set_level(logging.INFO)
    return seen
