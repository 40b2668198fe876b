"""Lists over the border: search, filters, order and pages, declared in a few lines by each resource.

Pages are found by key, not by counting: a page begins after the last row of the one before, so that the thousandth page costs
what the first does, and rows that come or go in between neither repeat nor hide others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Integer, Row, Select, bindparam, or_
from sqlalchemy.orm import Mapped
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from app.core.cursors import Cursor, Sort, require_types
from app.core.filters import Filter, is_left_out
from app.core.prepared import PreparedStatements
from app.core.schemas import MULTIPLE_LINES, Schema

LIMIT = "list_limit"

type Expression = ColumnElement[Any] | Mapped[Any]


class ListQuery[Order: str](BaseModel):
    """What a client may say about a list. A resource adds its own `order: Literal[...]`, and its filters.

    Anything else is refused: a misspelt filter that is ignored would show the wrong rows as if they were right.
    """

    model_config = ConfigDict(extra="forbid")

    search: Annotated[str, MULTIPLE_LINES] = Field(
        default="", max_length=200, description="Only what contains this text, in any case."
    )
    order: Order
    cursor: str | None = Field(
        default=None,
        max_length=2000,
        description="`next_cursor` or `previous_cursor` of another page.",
    )
    size: int = Field(default=25, ge=1, le=100, description="How many a page holds.")


class Page[Item: Schema](BaseModel):
    """One page of a list."""

    items: list[Item]
    next_cursor: str | None = Field(description="Leads to the following page, if there is one.")
    previous_cursor: str | None = Field(description="Leads back, unless this is the first page.")


@dataclass(frozen=True, kw_only=True)
class Listing[Item: Schema]:
    """How a resource is listed: what an item shows, what a search and the filters look at, and what each order sorts by.

    The keys of `orders` are the orders without their leading minus; what they sort by is never null. `id` decides
    between rows that are equal otherwise.
    """

    item: type[Item]
    id: Expression
    orders: Mapping[str, Expression]
    search: Sequence[Expression] = ()
    filters: Mapping[str, Filter] = field(default_factory=dict)
    prepared: PreparedStatements = field(default_factory=PreparedStatements, init=False, repr=False)

    def __post_init__(self) -> None:
        require_types(self.orders)

    def page(
        self, session: Session, rows: SelectOfScalar[Any], query: ListQuery[Any]
    ) -> Page[Item]:
        """One page of the rows that a statement selects.

        Raises:
            Invalid: the cursor is not one of this list in this order.
        """
        sort = Sort.of(query.order, self.orders, self.id)
        cursor = sort.read(query.cursor) if query.cursor else None
        backwards = cursor is not None and cursor.direction == "before"
        matching = self.narrowed(self.matching(rows, query.search), query)

        def fetch(*, backwards: bool, start: Cursor | None) -> list[Row[Any]]:
            def finish(rows: Select[Any]) -> Select[Any]:
                ordered = sort.applied(
                    self.columns(rows, sort), backwards=backwards, from_a_place=start is not None
                )
                return ordered.limit(bindparam(LIMIT, type_=Integer, required=True))

            return self.prepared.fetch(
                session,
                matching,
                finish,
                (sort.order, backwards, start is not None),
                {**sort.values(start), LIMIT: query.size + 1},
            )

        found = fetch(backwards=backwards, start=cursor)
        if cursor and not found:
            # Every row on that side is gone: turn round, and show the page at that end of the list.
            cursor, backwards = None, not backwards
            found = fetch(backwards=backwards, start=None)

        shown = found[: query.size]
        more, came_from_elsewhere = len(found) > query.size, cursor is not None
        if backwards:
            shown.reverse()
        has_previous, has_next = (
            (more, came_from_elsewhere) if backwards else (came_from_elsewhere, more)
        )
        names = self.item.model_fields
        page = cast("type[Page[Item]]", cast("Any", Page)[self.item])
        # All rows at once, by name: that costs half of what one item after the other does.
        return page.model_validate(
            {
                "items": [dict(zip(names, row, strict=False)) for row in shown],
                "next_cursor": sort.place("after", shown[-1]) if has_next else None,
                "previous_cursor": sort.place("before", shown[0]) if has_previous else None,
            }
        )

    def matching(self, rows: SelectOfScalar[Any], text: str) -> SelectOfScalar[Any]:
        """The rows that contain the text in one of the columns that a search looks at."""
        if not text.strip():
            return rows
        return rows.where(
            or_(*(column.icontains(text.strip(), autoescape=True) for column in self.search))
        )

    def narrowed(self, rows: SelectOfScalar[Any], query: ListQuery[Any]) -> SelectOfScalar[Any]:
        """The rows that fulfil all filters that a client has set."""
        for name, narrow in self.filters.items():
            value = getattr(query, name)
            if not is_left_out(value):
                rows = rows.where(narrow(value))
        return rows

    def columns(self, rows: Select[Any], sort: Sort) -> Select[Any]:
        """Select just what is shown: columns cost a third of what mapped objects do."""
        (model,) = (description["entity"] for description in rows.column_descriptions)
        shown = {name: getattr(model, name) for name in self.item.model_fields}
        columns = (*shown.values(), *sort.columns(shown))
        return rows.with_only_columns(*columns)
