"""What the tables of all features have in common."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, MetaData, func
from sqlmodel import Field, SQLModel

# Constraints without names cannot be changed by a later migration.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata: MetaData = SQLModel.metadata


#: The type of a column of moments. They come in UTC, which `core/connections.py` asks the server for.
Timestamp = DateTime(timezone=True)


def utc_now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class Timestamps(SQLModel):
    """When a row was made and when it was last changed."""

    created_at: datetime = Field(
        default_factory=utc_now, sa_type=Timestamp, sa_column_kwargs={"server_default": func.now()}
    )
    """When the row was made."""
    updated_at: datetime = Field(
        default_factory=utc_now,
        sa_type=Timestamp,
        sa_column_kwargs={"onupdate": utc_now, "server_default": func.now()},
    )
    """When the row was last changed."""
