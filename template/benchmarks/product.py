"""The product itself, with the routes that are measured, written as a feature writes them."""

from typing import Annotated

from fastapi import FastAPI, Query
from sqlmodel import col, select

from app.accounts.dependencies import CurrentUser
from app.core.lists import Listing, Page
from app.core.routing import APIRouter, SessionDependency
from app.main import create_app
from benchmarks.resource import Entry, EntryCreate, EntryListQuery, EntryPublic

ENTRIES = Listing(
    item=EntryPublic,
    id=col(Entry.id),
    orders={"updated_at": col(Entry.updated_at), "title": col(Entry.title)},
    search=[col(Entry.title), col(Entry.body)],
)

router = APIRouter(prefix="/entries")


@router.get("")
def list_entries(
    query: Annotated[EntryListQuery, Query()], user: CurrentUser, session: SessionDependency
) -> Page[EntryPublic]:
    """A page of your entries."""
    return ENTRIES.page(session, select(Entry).where(Entry.owner_id == user.id), query)


@router.post("", status_code=201)
def create_entry(data: EntryCreate, user: CurrentUser, session: SessionDependency) -> EntryPublic:
    """Write an entry."""
    entry = Entry(owner_id=user.id, title=data.title, body=data.body)
    session.add(entry)
    session.flush()
    return EntryPublic.model_validate(entry)


def create() -> FastAPI:
    """The product with all its middleware."""
    app = create_app()
    others = list(app.router.routes)
    app.include_router(router)
    app.add_api_route("/cheap", cheap)
    # The others' applications have no more routes either, so these are looked at first.
    app.router.routes[:] = [route for route in app.router.routes if route not in others] + others
    return app


def create_bare() -> FastAPI:
    """The same cheap route without anything around it."""
    app = FastAPI()
    app.add_api_route("/cheap", cheap)
    return app


async def cheap() -> dict[str, str]:
    """What costs next to nothing."""
    return {"status": "ok"}
