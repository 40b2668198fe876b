"""Sessions that only read: each statement is a transaction of its own, which saves two round trips a request.

Nothing would undo half a change there, so every attempt to change something fails at once, in tests as in production.
"""

from typing import Any

from sqlalchemy import TextClause, event, orm
from sqlalchemy.orm import ORMExecuteState

READ_ONLY = "read_only"
#: How SQL as text begins that only reads.
READING_WORDS = {"explain", "select", "show", "table", "values", "with"}


class WriteWhileReading(RuntimeError):
    """A mistake of the program: something that only reads tried to change the database."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"A GET handler only reads, but this one tried {what}. Make it a POST, PATCH or DELETE, or ask for a "
            "WritingSession."
        )


# On the base of all sessions, as every unit of work may be one that only reads.
@event.listens_for(orm.Session, "before_flush")
def refuse_changed_objects(session: orm.Session, *_: Any) -> None:
    if session.info.get(READ_ONLY):
        modified = [each for each in session.dirty if session.is_modified(each)]
        for changed in (*session.new, *session.deleted, *modified):
            raise WriteWhileReading(f"to store a change of a {type(changed).__name__}")


@event.listens_for(orm.Session, "do_orm_execute")
def refuse_changing_statements(state: ORMExecuteState) -> None:
    if state.session.info.get(READ_ONLY):
        statement = state.statement
        if state.is_insert or state.is_update or state.is_delete:
            raise WriteWhileReading(f"a statement of the kind {type(statement).__name__}")
        if isinstance(statement, TextClause) and first_word(statement.text) not in READING_WORDS:
            raise WriteWhileReading(f"a statement that begins with {first_word(statement.text)!r}")
        if getattr(statement, "_for_update_arg", None) is not None:
            raise WriteWhileReading("to lock rows, which would be released again at once")


def first_word(statement: str) -> str:
    return (statement.split(maxsplit=1) or [""])[0].strip("(").lower()
