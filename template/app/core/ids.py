"""Ids: a UUIDv7 in the database, `user_01h455vb4pex5vsknk084sn02q` everywhere else (https://github.com/jetify-com/typeid)."""

from typing import Any, ClassVar, Self
from uuid import UUID

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema
from sqlalchemy import Dialect, Uuid
from sqlalchemy.types import TypeDecorator
from typeid import TypeID
from typeid.core.errors import TypeIDException


class Id(str):
    """A prefixed id. A resource declares its own: `class InvoiceId(Id, prefix="invoice")`.

    It is text, so that it travels through JSON and job arguments as it is. Making one from text checks it.

    Raises:
        ValueError: the text is no id of this kind.
    """

    __slots__ = ()

    prefix: ClassVar[str]
    #: The type of the database column that holds ids of this kind.
    column_type: ClassVar[type["IdColumn"]]

    def __init_subclass__(cls, *, prefix: str) -> None:
        super().__init_subclass__()
        cls.prefix = prefix
        cls.column_type = type(
            f"{cls.__name__}Column", (IdColumn,), {"id_type": cls, "cache_ok": True}
        )

    def __new__(cls, text: str) -> Self:
        try:
            known = TypeID.from_string(text)
        except TypeIDException:
            raise ValueError(f"This is not the id of a {cls.prefix}.") from None
        if known.prefix != cls.prefix:
            raise ValueError(f"This is not the id of a {cls.prefix}.")
        return super().__new__(cls, text)

    @classmethod
    def new(cls) -> Self:
        """A new id. Later ids sort after earlier ones."""
        return super().__new__(cls, str(TypeID(cls.prefix)))

    @classmethod
    def from_uuid(cls, value: UUID) -> Self:
        return super().__new__(cls, str(TypeID.from_uuid(value, cls.prefix)))  # type: ignore

    @property
    def uuid(self) -> UUID:
        return UUID(bytes=TypeID.from_string(self).uuid_bytes)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        pattern = f"^{cls.prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$"
        return core_schema.no_info_after_validator_function(
            cls, core_schema.str_schema(pattern=pattern)
        )


class IdColumn(TypeDecorator[Id]):
    """A column of UUIDs that Python sees as ids of one kind."""

    impl = Uuid
    cache_ok = True
    id_type: ClassVar[type[Id]]

    def process_bind_param(self, value: Id | None, dialect: Dialect) -> UUID | None:
        return None if value is None else self.id_type(value).uuid

    def process_result_value(self, value: UUID | None, dialect: Dialect) -> Id | None:
        return None if value is None else self.id_type.from_uuid(value)
