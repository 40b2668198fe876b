"""The order of a list, and the cursors that mark places in it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, AwareDatetime, BaseModel, TypeAdapter
from pydantic_core import to_json
from sqlalchemy import ColumnElement, Label, Row, Select, bindparam, tuple_
from sqlalchemy.types import NullType

from app.core.errors import Invalid, ProblemDetail
from app.core.ids import IdColumn
from app.core.schemas import refuse_null_characters

SORT_VALUE, SORT_ID = "sort_value", "sort_id"

Direction = Literal["after", "before"]


class Cursor(BaseModel):
    """A place in a list: after or before the row with this sort value and id, in one order."""

    direction: Direction
    order: str
    value: Any
    id: str

    def encoded(self) -> str:
        """The cursor as clients see it: text without meaning to them."""
        return base64.urlsafe_b64encode(self.model_dump_json().encode()).decode().rstrip("=")

    @classmethod
    def decoded(cls, text: str) -> "Cursor":
        """The cursor in a client's text. Raises ValueError: it is none."""
        padded = text + "=" * (-len(text) % 4)
        return cls.model_validate_json(base64.b64decode(padded, altchars=b"-_", validate=True))


def require_types(orders: Mapping[str, Any]) -> None:
    """Raises TypeError: an order sorts by what says no type, so that nothing could be checked in a client's cursor."""
    for name, value in orders.items():
        if isinstance(value.expression.type, NullType):
            raise TypeError(
                f"The order {name} has no type. Say such as func.lower(…, type_=String)."
            )


@dataclass(frozen=True, kw_only=True)
class Sort:
    """An order by name, such as `-updated_at`, and what it sorts by; a minus turns it round."""

    order: str
    value: ColumnElement[Any]
    id: ColumnElement[Any]

    @classmethod
    def of(cls, order: str, orders: Mapping[str, Any], id_column: Any) -> "Sort":
        return cls(
            order=order,
            value=orders[order.removeprefix("-")].expression,
            id=id_column.expression,
        )

    def columns(self, shown: Mapping[str, Any]) -> list[Label[Any]]:
        """What a statement has to select besides what is `shown`, so that its rows can become cursors."""
        needed = {SORT_VALUE: self.value, SORT_ID: self.id}
        known = [column.expression for column in shown.values()]
        return [
            column.label(name)
            for name, column in needed.items()
            if not any(column is each for each in known)
        ]

    def applied(
        self, statement: Select[Any], *, backwards: bool, from_a_place: bool
    ) -> Select[Any]:
        """The statement's rows in this order, or in the opposite one; if from a place on, then from that of `values`."""
        key = (self.value, self.id)
        descending = self.order.startswith("-") != backwards
        if from_a_place:
            place = tuple_(
                bindparam(SORT_VALUE, type_=self.value.type, required=True),
                bindparam(SORT_ID, type_=self.id.type, required=True),
            )
            statement = statement.where(
                tuple_(*key) < place if descending else tuple_(*key) > place
            )
        return statement.order_by(*(part.desc() if descending else part.asc() for part in key))

    def values(self, start: Cursor | None) -> dict[str, Any]:
        """The values of an `applied` statement."""
        return {SORT_VALUE: start.value, SORT_ID: start.id} if start else {}

    def place(self, direction: Direction, row: Row[Any]) -> str:
        """The cursor that leads on from a row."""
        found = row._mapping
        return Cursor(
            direction=direction,
            order=self.order,
            value=found[SORT_VALUE if SORT_VALUE in found else str(self.value.key)],
            id=found[SORT_ID if SORT_ID in found else str(self.id.key)],
        ).encoded()

    def read(self, text: str) -> Cursor:
        """The cursor that a client sent back.

        Raises:
            Invalid: it was tampered with, or made for another order.
        """
        try:
            cursor = Cursor.decoded(text)
            if cursor.order != self.order:
                raise ValueError("made for another order")
            cursor.value = self.adapter().validate_json(to_json(cursor.value), strict=True)
            cursor.id = cast("IdColumn", self.id.type).id_type(cursor.id)
        except ValueError as error:
            detail = ProblemDetail(
                field="cursor", message="This cursor does not belong to this list in this order."
            )
            raise Invalid(detail, internal=str(error)) from None
        return cursor

    def adapter(self) -> TypeAdapter[Any]:
        kind: type[Any] = getattr(self.value.type, "impl_instance", self.value.type).python_type
        if kind is datetime:
            return TypeAdapter(AwareDatetime)
        if kind is str:
            return TypeAdapter(Annotated[str, AfterValidator(refuse_null_characters)])
        return TypeAdapter(kind)
