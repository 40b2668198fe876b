"""The same routes as FastAPI's and SQLModel's tutorials write them: a session dependency, a user dependency, mapped objects."""

from collections.abc import Generator
from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Depends, FastAPI, HTTPException, Query, Request
from sqlalchemy import DateTime, orm
from sqlmodel import Field, Session, SQLModel, col, create_engine, or_, select

from app.core.models import utc_now
from app.core.settings import settings
from app.sessions.cookies import cookie_name
from app.sessions.tokens import session_hash
from benchmarks.resource import EntryCreate

Moment = DateTime(timezone=True)


class Table(SQLModel, registry=orm.registry()):
    """The same tables, mapped as the tutorials map theirs."""


class User(Table, table=True):
    """Somebody with an account."""

    __tablename__ = "users"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    email: str = Field(unique=True)
    name: str
    created_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=Moment)


class UserSession(Table, table=True):
    """A browser that is signed in."""

    __tablename__ = "user_sessions"

    token_hash: bytes = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="users.id")
    created_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)


class EntryPublic(SQLModel):
    """An entry, as its owner sees it."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    title: str
    body: str
    created_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=Moment)


class Entry(EntryPublic, Table, table=True):
    """Something that a person wrote down."""

    __tablename__ = "benchmark_entries"

    owner_id: UUID = Field(foreign_key="users.id")
    deleted_at: datetime | None = Field(default=None, sa_type=Moment)


engine = create_engine(settings().database_url, pool_size=10, max_overflow=30)


def get_session() -> Generator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


def get_current_user(request: Request, session: SessionDep) -> User:
    """Whoever sent the request."""
    token = request.cookies.get(cookie_name(secure=True), "")
    known = session.get(UserSession, session_hash(token).hash)
    if known is None or known.expires_at <= utc_now():
        raise HTTPException(status_code=401)
    user = session.get(User, known.user_id)
    if user is None:
        raise HTTPException(status_code=401)
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]


def list_entries(
    session: SessionDep,
    user: CurrentUser,
    search: str = "",
    offset: int = 0,
    limit: Annotated[int, Query(le=100)] = 25,
) -> object:
    """A page of your entries."""
    statement = select(Entry).where(Entry.owner_id == user.id, col(Entry.deleted_at).is_(None))
    if search:
        found = (col(Entry.title).icontains(search), col(Entry.body).icontains(search))
        statement = statement.where(or_(*found))
    newest_first = statement.order_by(col(Entry.updated_at).desc()).offset(offset).limit(limit)
    return session.exec(newest_first).all()


def create_entry(data: EntryCreate, session: SessionDep, user: CurrentUser) -> object:
    """Write an entry."""
    entry = Entry(owner_id=user.id, title=data.title, body=data.body)
    session.add(entry)
    session.commit()
    session.refresh(entry)
    return entry


def create() -> FastAPI:
    """The textbook's application."""
    app = FastAPI()
    app.add_api_route("/entries", list_entries, response_model=list[EntryPublic])
    app.add_api_route(
        "/entries", create_entry, methods=["POST"], response_model=EntryPublic, status_code=201
    )
    return app
