"""What the features keep in the database under keys that are lists."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlmodel import Session

from app.core.command_error import CommandError


@dataclass(frozen=True)
class Keyed:
    """Rows that depend on the keys of a variable."""

    variable: str
    #: What people call them, as in `sessions`.
    what: str
    #: How many of them only a key opens that is not the first.
    former: Callable[[Session], int]
    #: When they come under the first key, in words.
    change: str
    #: Puts all of them under the first key and returns how many it were; None where that takes whoever they belong to.
    move: Callable[[Session], int] | None = None


def all_keyed() -> Iterator[Keyed]:
    # They are listed once all features are there.
    from app.features import features

    for feature in features:
        yield from feature.keyed


def keyed_under(variable: str) -> list[Keyed]:
    """Raises CommandError: nothing depends on such a variable."""
    found = [each for each in all_keyed() if each.variable == variable]
    if not found:
        known = ", ".join(sorted({each.variable for each in all_keyed()})) or "none"
        raise CommandError(f"No rows depend on {variable}. Variables that rows depend on: {known}.")
    return found
