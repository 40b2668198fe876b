"""The audit trail as a table for a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from app.admin.audit.schemas import AuditEntry
from app.core.audit.models import AuditEvent

COLUMNS = tuple(AuditEntry.model_fields)
#: A spreadsheet takes a cell that begins with one of these for a formula, and runs it. What people type in must not.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_of(events: Iterable[AuditEvent]) -> Iterator[str]:
    """The lines of the table."""
    yield line(COLUMNS)
    for event in events:
        yield line([cell(getattr(event, name)) for name in COLUMNS])


def line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow(cells)
    return written.getvalue()


def cell(value: object) -> str:
    """A value as text that nobody's spreadsheet runs."""
    if isinstance(value, dict):
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    elif isinstance(value, datetime):
        text = value.isoformat()
    else:
        text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
