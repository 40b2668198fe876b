"""The same routes with next to nothing in between: asyncpg on Starlette. What could be had, not what one would write."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.core.settings import settings
from app.sessions.cookies import cookie_name
from app.sessions.tokens import session_hash
from benchmarks.resource import EntryId

WHO = """
select users.id from users join user_sessions on user_sessions.user_id = users.id
where token_hash = $1 and expires_at > now()
"""
LIST = """
select id, title, body, created_at, updated_at from benchmark_entries
where owner_id = $1 and deleted_at is null order by updated_at desc, id desc limit 25
"""
CREATE = """
insert into benchmark_entries (id, owner_id, title, body) values ($1, $2, $3, $4)
returning id, title, body, created_at, updated_at
"""


def answer(content: Any, status: int = 200) -> Response:
    return Response(json.dumps(content, default=str), status, media_type="application/json")


async def owner_of(request: Request, connection: Any) -> Any:
    return await connection.fetchval(
        WHO, session_hash(request.cookies[cookie_name(secure=True)]).hash
    )


async def list_entries(request: Request) -> Response:
    async with request.app.state.pool.acquire() as connection:
        rows = await connection.fetch(LIST, await owner_of(request, connection))
    return answer([dict(row) for row in rows])


async def create_entry(request: Request) -> Response:
    data = await request.json()
    async with request.app.state.pool.acquire() as connection:
        owner = await owner_of(request, connection)
        row = await connection.fetchrow(
            CREATE, EntryId.new().uuid, owner, data["title"], data.get("body", "")
        )
    return answer(dict(row), 201)


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncGenerator[None]:
    address = settings().database_url.replace("+psycopg", "")
    async with asyncpg.create_pool(address, min_size=10, max_size=10) as pool:
        app.state.pool = pool
        yield


def create() -> Starlette:
    """The raw application."""
    routes = [
        Route("/entries", list_entries),
        Route("/entries", create_entry, methods=["POST"]),
    ]
    return Starlette(routes=routes, lifespan=lifespan)
