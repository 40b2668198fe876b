"""People who use the product without a pause, and write down each answer."""

import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, cycle

import httpx2
from app.core.project import project

#: Seconds. Longer than any answer may take: half a minute is what a statement may.
TIMEOUT = 40
PEOPLE = 6


@dataclass(frozen=True)
class Answer:
    """An answer: what was asked for, when and for how long, and what came. Status 0 is none at all."""

    kind: str
    key: str
    begun: float
    seconds: float
    status: int
    in_envelope: bool
    retry_after: str | None
    failing: frozenset[str]


class Visitors:
    """`answers` are all that came so far."""

    def __init__(self, port: int, cookies: dict[str, str]) -> None:
        self.port = port
        self.cookies = cookies
        self.answers: list[Answer] = []
        self.leaving = threading.Event()

    @contextmanager
    def around(self) -> Generator[None]:
        """They come when the block begins, and leave at its end."""
        everyday = ("list", "add", "me", "add")
        plans: list[tuple[Sequence[str], float]] = [(everyday, 0.05)] * PEOPLE
        plans += [(("live", "ready"), 0.1), (("try",), 0.2)]
        threads = [
            threading.Thread(target=self.visit, args=(number, *plan))
            for number, plan in enumerate(plans)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.leaving.set()
            for thread in threads:
                thread.join()

    def visit(self, number: int, kinds: Sequence[str], pause: float) -> None:
        with httpx2.Client(
            base_url=f"http://127.0.0.1:{self.port}/api",
            headers={"Host": project().domain},
            cookies=self.cookies,
            timeout=TIMEOUT,
        ) as client:
            for kind, attempt in zip(cycle(kinds), count(), strict=False):
                if self.leaving.wait(pause):
                    return
                key = f"{number}-{attempt}"
                ask = self.request(client, kind, key)
                self.answers.append(answer(kind, key, ask))

    def request(self, client: httpx2.Client, kind: str, key: str) -> Callable[[], httpx2.Response]:
        return {
            "list": lambda: client.get("/drill"),
            "add": lambda: client.post("/drill", json={"key": key}),
            "me": lambda: client.get("/accounts/me"),
            "try": lambda: client.get("/drill/limited"),
            "live": lambda: client.get("/health/live"),
            "ready": lambda: client.get("/health/ready"),
        }[kind]


def answer(kind: str, key: str, ask: Callable[[], httpx2.Response]) -> Answer:
    begun, status, body, retry_after = time.monotonic(), 0, {}, None
    try:
        response = ask()
        status, retry_after = response.status_code, response.headers.get("Retry-After")
        body = response.json() if status >= 400 else {}
    except (httpx2.HTTPError, ValueError):
        pass
    details = body.get("details", [])
    return Answer(
        kind,
        key,
        begun,
        time.monotonic() - begun,
        status,
        body.keys() == {"code", "message", "details", "request_id"},
        retry_after,
        frozenset(each["field"] for each in details if each["message"] == "This fails."),
    )
