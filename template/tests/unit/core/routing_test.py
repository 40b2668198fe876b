import threading
from typing import Annotated, Any, cast

import anyio.to_thread
import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from pydantic import BaseModel, model_validator
from sqlalchemy import func
from sqlmodel import Session, select
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.accounts.jobs import send_welcome_mail
from app.accounts.models import User
from app.core.database import engine, open_session
from app.core.error_handlers import install_error_handlers
from app.core.errors import Conflict
from app.core.jobs import enqueue
from app.core.middleware import Entrance
from app.core.routing import APIRouter, Provided, RequestContext, SessionDependency
from app.core.threads import request_threads
from app.main import create_app, lifespan
from tests.factories.accounts import UserFactory
from tests.utils import published_jobs

THREADS: dict[str, int] = {}


def remember_thread(context: RequestContext) -> str:
    THREADS["provider"] = threading.get_ident()
    THREADS["provided"] = THREADS.get("provided", 0) + 1
    return context.request.url.path


def remember_again(context: RequestContext) -> str:
    return context.provide(remember_thread)


class Answer(BaseModel):
    path: str

    @model_validator(mode="before")
    @classmethod
    def remember_thread(cls, value: Any) -> Any:
        THREADS["validator"] = threading.get_ident()
        return value


def app_of(router: APIRouter) -> FastAPI:
    app = FastAPI()
    app.include_router(router)
    install_error_handlers(app)
    app.add_middleware(Entrance)
    return app


def people() -> int:
    """How many people everybody can see."""
    with open_session() as session:
        return session.exec(select(func.count()).select_from(User)).one()


def test_providers_and_handler_share_one_thread_and_a_provider_runs_once(
    database: Session,
) -> None:
    router = APIRouter()
    THREADS.clear()

    @router.get("/where")
    def where(
        path: Annotated[str, Provided(remember_thread)],
        again: Annotated[str, Provided(remember_again)],
        request: Request,
    ) -> dict[str, str]:
        THREADS["handler"] = threading.get_ident()
        return {"path": path, "again": again, "asked": request.url.path}

    answer = TestClient(app_of(router)).get("/where").json()

    assert answer == {"path": "/where", "again": "/where", "asked": "/where"}
    assert THREADS["provider"] == THREADS["handler"]
    assert THREADS["provided"] == 1


def test_the_answer_is_not_checked_in_a_second_hop(database: Session) -> None:
    router = APIRouter()
    hops: list[object] = []

    @router.get("/answer")
    def answer(path: Annotated[str, Provided(remember_thread)]) -> Answer:
        hops.append(threading.get_ident())
        return cast("Any", {"path": path})

    async def count_hops() -> None:
        THREADS["loop"] = threading.get_ident()
        await call(app_of(router), "/answer")

    anyio.run(count_hops)

    assert hops != [THREADS["loop"]]
    assert THREADS["validator"] == THREADS["loop"]


async def call(app: ASGIApp, path: str) -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
        "scheme": "http",
    }
    await app(scope, receive, send)
    return sent


def test_changes_are_stored_before_the_answer_leaves(committed_database: Session) -> None:
    router = APIRouter()
    seen_when_answering: list[int] = []

    @router.post("/people")
    def add(session: SessionDependency) -> None:
        session.add(UserFactory.build())

    class Watch:
        def __init__(self, app: ASGIApp) -> None:
            self.app = app

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            async def watching(message: Message) -> None:
                if message["type"] == "http.response.start":
                    seen_when_answering.append(people())
                await send(message)

            await self.app(scope, receive, watching)

    app = app_of(router)
    app.add_middleware(Watch)
    TestClient(app).post("/people")

    assert seen_when_answering == [1]


@pytest.mark.parametrize("failure", [Conflict(), RuntimeError("crash")])
def test_a_failing_handler_stores_nothing_and_queues_nothing(
    committed_database: Session, failure: Exception
) -> None:
    router = APIRouter()

    @router.post("/people")
    def add(session: SessionDependency) -> None:
        user = UserFactory.build()
        session.add(user)
        session.flush()
        enqueue(session, send_welcome_mail, user.id)
        raise failure

    answer = TestClient(app_of(router)).post("/people")

    assert answer.status_code in {409, 500}
    assert people() == 0
    assert published_jobs("mail") == 0


def test_jobs_are_queued_once_the_changes_are_stored(committed_database: Session) -> None:
    router = APIRouter()
    queued_in_handler: list[int] = []

    @router.post("/people")
    def add(session: SessionDependency) -> None:
        user = UserFactory.build()
        session.add(user)
        session.flush()
        enqueue(session, send_welcome_mail, user.id)
        queued_in_handler.append(published_jobs("mail"))

    TestClient(app_of(router)).post("/people")

    assert queued_in_handler == [0]
    assert published_jobs("mail") == 1


def test_a_coroutine_cannot_ask_for_a_session() -> None:
    with pytest.raises(TypeError, match="cannot ask for session"):

        @APIRouter().get("/")
        async def handler(session: SessionDependency) -> None: ...


def test_there_are_never_more_threads_than_connections(servers: None) -> None:
    async def threads_while_serving() -> float:
        async with lifespan(create_app()):
            return anyio.to_thread.current_default_thread_limiter().total_tokens

    connections = engine().pool.size()  # ty: ignore[missing-attribute]
    assert anyio.run(threads_while_serving) <= connections
    assert len(request_threads().all) <= connections
