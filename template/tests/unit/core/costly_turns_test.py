import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from weakref import WeakKeyDictionary

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.core import threads
from app.core.error_handlers import install_error_handlers
from app.core.routing import APIRouter, CostlySession, SessionDependency
from app.core.settings import settings

#: Seconds until a test that waits for what never comes is given up.
PATIENCE = 10


def test_who_computes_for_long_leaves_threads_to_everybody_else(
    database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "COSTLY_AT_ONCE", 2)
    monkeypatch.setattr(threads, "turns", WeakKeyDictionary())
    router, at_work, most = APIRouter(), [0], [0]
    lock, go_on, both = threading.Lock(), threading.Event(), threading.Semaphore(0)

    @router.post("/compute")
    def compute(session: CostlySession) -> None:
        with lock:
            at_work[0] += 1
            most[0] = max(most[0], at_work[0])
        both.release()
        go_on.wait(PATIENCE)
        with lock:
            at_work[0] -= 1

    @router.get("/look")
    def look(session: SessionDependency) -> str:
        return "at once"

    app, crowd = FastAPI(), settings().database_connections + 2
    app.include_router(router)
    with TestClient(app) as client, ThreadPoolExecutor(crowd) as people:
        computing = [people.submit(client.post, "/compute") for _ in range(crowd)]
        assert both.acquire(timeout=PATIENCE)
        assert both.acquire(timeout=PATIENCE)

        assert client.get("/look").json() == "at once"
        assert not any(each.done() for each in computing)

        go_on.set()
        assert {each.result().status_code for each in computing} == {200}
    assert most == [2]


@pytest.fixture
def computing(
    database: Session, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[TestClient, Callable[[], None]]]:
    """A product that computes for one at a time, and goes on with that when it is told to."""
    monkeypatch.setattr(threads, "COSTLY_AT_ONCE", 1)
    monkeypatch.setattr(threads, "turns", WeakKeyDictionary())
    router, go_on = APIRouter(), threading.Event()

    @router.post("/compute")
    def compute(session: CostlySession) -> None:
        go_on.wait(PATIENCE)

    app = FastAPI()
    install_error_handlers(app)
    app.include_router(router)
    with TestClient(app) as client:
        yield client, go_on.set
        go_on.set()


def test_who_comes_when_enough_wait_is_told_to_come_again(
    computing: tuple[TestClient, Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, go_on = computing
    monkeypatch.setattr(threads, "MOST_WAITING", 2)

    with ThreadPoolExecutor() as people:
        # One computes and two wait, whoever they are.
        asked = [people.submit(client.post, "/compute") for _ in range(4)]
        refused, others = wait(asked, PATIENCE, FIRST_COMPLETED)
        go_on()

        (answer,) = (each.result() for each in refused)
        assert (answer.status_code, answer.json()["code"]) == (503, "too_busy")
        assert answer.headers["Retry-After"] == "5"
        assert [each.result().status_code for each in others] == [200] * 3


def test_nobody_waits_for_ever_and_whoever_gave_up_keeps_nobody_from_their_turn(
    computing: tuple[TestClient, Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, go_on = computing
    monkeypatch.setattr(threads, "LONGEST_WAIT", 0.05)

    with ThreadPoolExecutor() as people:
        asked = [people.submit(client.post, "/compute") for _ in range(2)]
        refused, others = wait(asked, PATIENCE, FIRST_COMPLETED)
        go_on()

        assert [each.result().status_code for each in refused] == [503]
        assert [each.result().status_code for each in others] == [200]
    assert client.post("/compute").status_code == 200
