"""What a list can be narrowed by. A resource names its filters where it declares its `Listing`:

    filters={"created_from": at_least(col(Note.created_at)), "state": among(col(Order.state))}

and adds a field of the same name to its query, which says what may be sent; null leaves the filter out:

    created_from: AwareDatetime | None = Field(default=None, description="Written at this moment or later.")
    state: list[OrderState] = Field(default=[], description="In one of these states.")
"""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import ColumnElement

#: From what a client sent to what a row has to fulfil.
type Filter = Callable[[Any], ColumnElement[bool]]


def equal_to(column: Any) -> Filter:
    """Rows that have this value."""
    return lambda value: column == value


def among(column: Any) -> Filter:
    """Rows that have one of these values: for a field that may be sent several times, such as a list of an enumeration."""
    return column.in_


def at_least(column: Any) -> Filter:
    """Rows from this value on, such as a range's beginning."""
    return lambda value: column >= value


def below(column: Any) -> Filter:
    """Rows before this value. A range's end does not belong to it, so that one range begins where another ends."""
    return lambda value: column < value


def containing(column: Any) -> Filter:
    """Rows with this text in them, in any case."""
    return lambda text: column.icontains(text, autoescape=True)


def is_left_out(value: Any) -> bool:
    """Whether a client said nothing about a filter."""
    return value is None or (isinstance(value, Collection) and not value)
