import pytest

from app.core.command_error import CommandError
from app.core.migrations import write_revisions


@pytest.mark.parametrize("message", ["", " ", "two\nlines", 'a """ within', r"the \N path"])
def test_a_message_that_would_break_the_revision_is_refused(message: str) -> None:
    with pytest.raises(CommandError, match="Say in a line what changes"):
        write_revisions(message)
