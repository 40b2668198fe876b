"""The resource that is listed and created in the benchmarks: a table apart from the product's, made for each run."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel
from sqlalchemy import ForeignKey, Index, orm
from sqlmodel import Field, SQLModel

from app.accounts.models import UserId
from app.core.ids import Id
from app.core.lists import ListQuery
from app.core.models import Timestamps, metadata
from app.core.schemas import Schema
from app.core.soft_deletion import KEPT, SoftDeletion


class Table(SQLModel, registry=orm.registry(metadata=metadata)):
    """In the product's metadata, for the reference to people; not among the models of a feature, so never migrated."""


class EntryId(Id, prefix="entry"):
    """The id of an entry."""


class Entry(SoftDeletion, Timestamps, Table, table=True):
    """Something that a person wrote down."""

    __tablename__ = "benchmark_entries"
    __table_args__ = (
        Index(None, "owner_id", "updated_at", "id", postgresql_where=KEPT),
        Index(None, "owner_id", "title", "id", postgresql_where=KEPT),
        Index(
            "ix_benchmark_entries_search",
            "title",
            "body",
            postgresql_using="gin",
            postgresql_ops={"title": "gin_trgm_ops", "body": "gin_trgm_ops"},
        ),
    )

    id: EntryId = Field(default_factory=EntryId.new, primary_key=True, sa_type=EntryId.column_type)
    owner_id: UserId = Field(
        sa_type=UserId.column_type, sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")]
    )
    title: str
    body: str


Order = Literal["-updated_at", "updated_at", "title", "-title"]


class EntryListQuery(ListQuery[Order]):
    """Which entries, and in which order."""

    order: Order = "-updated_at"


class EntryCreate(BaseModel):
    """A new entry."""

    title: str
    body: str = ""


class EntryPublic(Schema):
    """An entry, as its owner sees it."""

    id: EntryId
    title: str
    body: str
    created_at: datetime
    updated_at: datetime
