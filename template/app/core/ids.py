"""Ids: a UUIDv7 in the database, `user_01h455vb4pex5vsknk084sn02q` everywhere else (https://github.com/jetify-com/typeid)."""

import re
from collections.abc import Callable
from typing import Any, ClassVar, Self
from uuid import UUID

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema
from sqlalchemy import Dialect, Uuid
from sqlalchemy.types import TypeDecorator
from typeid import TypeID

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
#: The letters of ten bits, and of fifteen.
PAIRS = [first + second for first in LETTERS for second in LETTERS]
TRIPLES = [pair + third for pair in PAIRS for third in LETTERS]
#: Python knows base 32 with other letters.
TO_BASE_32 = str.maketrans(LETTERS, "0123456789abcdefghijklmnopqrstuv")


class Id(str):
    """A prefixed id. A resource declares its own: `class InvoiceId(Id, prefix="invoice")`.

    It is text, so that it travels through JSON and job arguments as it is. Making one from text checks it.

    Raises:
        ValueError: the text is no id of this kind.
    """

    __slots__ = ()

    prefix: ClassVar[str]
    #: What the text of such an id looks like.
    pattern: ClassVar[re.Pattern[str]]
    #: The type of the database column that holds ids of this kind.
    column_type: ClassVar[type["IdColumn"]]

    def __init_subclass__(cls, *, prefix: str) -> None:
        super().__init_subclass__()
        cls.prefix = prefix
        cls.pattern = re.compile(f"{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}")
        cls.column_type = type(
            f"{cls.__name__}Column", (IdColumn,), {"id_type": cls, "cache_ok": True}
        )

    def __new__(cls, text: str) -> Self:
        if cls.pattern.fullmatch(text) is None:
            raise ValueError(f"This is not the id of a {cls.prefix}.")
        return super().__new__(cls, text)

    @classmethod
    def new(cls) -> Self:
        """A new id. Later ids sort after earlier ones."""
        return super().__new__(cls, str(TypeID(cls.prefix)))

    @classmethod
    def from_uuid(cls, value: UUID) -> Self:
        return super().__new__(cls, f"{cls.prefix}_{encoded(value)}")

    @property
    def uuid(self) -> UUID:
        return UUID(int=int(self[-26:].translate(TO_BASE_32), 32))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.no_info_after_validator_function(
            cls, core_schema.str_schema(pattern=f"^{cls.pattern.pattern}$")
        )
        return core_schema.json_or_python_schema(
            json_schema=text,
            # What comes from a column is an id already: lists have many.
            python_schema=core_schema.no_info_wrap_validator_function(cls.unless_known, text),
        )

    @classmethod
    def unless_known(cls, value: Any, check: Callable[[Any], Self]) -> Self:
        return value if type(value) is cls else check(value)


def encoded(value: UUID) -> str:
    """A UUID's 128 bits in 26 letters of five bits each, the first of them with two bits to spare."""
    # Written out, and in halves that Python shifts quickly: lists have many ids, and a loop over pairs took twice as long.
    high, low = value.int >> 60, value.int & (1 << 60) - 1
    return (
        f"{PAIRS[high >> 60]}{TRIPLES[high >> 45 & 32767]}{TRIPLES[high >> 30 & 32767]}"
        f"{TRIPLES[high >> 15 & 32767]}{TRIPLES[high & 32767]}{TRIPLES[low >> 45]}"
        f"{TRIPLES[low >> 30 & 32767]}{TRIPLES[low >> 15 & 32767]}{TRIPLES[low & 32767]}"
    )


class IdColumn(TypeDecorator[Id]):
    """A column of UUIDs that Python sees as ids of one kind."""

    impl = Uuid
    cache_ok = True
    id_type: ClassVar[type[Id]]

    def process_bind_param(self, value: Id | None, dialect: Dialect) -> UUID | None:
        return None if value is None else self.id_type(value).uuid

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[..., Any]:
        # Not `process_result_value`, which costs a call more for each row of each list.
        from_uuid = self.id_type.from_uuid
        return lambda value: None if value is None else from_uuid(value)
