import threading
from concurrent.futures import ThreadPoolExecutor
from weakref import WeakKeyDictionary

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.core import threads
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
