"""What all factories have in common."""

from typing import Any

from polyfactory.factories.pydantic_factory import ModelFactory
from sqlmodel import Session, SQLModel


class TableFactory[Row: SQLModel](ModelFactory[Row]):
    """Makes rows of a table. `build()` makes an object alone, `create(database)` stores it."""

    __is_base_factory__ = True
    __use_defaults__ = True

    @classmethod
    def create(cls, database: Session, **values: Any) -> Row:
        """A stored row. What `values` leaves out is made up."""
        row = cls.build(**values)
        database.add(row)
        database.commit()
        return row
