"""What Prometheus is told about the web process."""

import time
from typing import cast

from prometheus_client import Gauge, Histogram
from sqlalchemy import QueuePool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.database import engine
from app.core.observability.routes import route_of

#: Anybody can invent a method; each would be kept for ever.
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
#: Seconds.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

requests = Histogram(
    "http_request_duration_seconds",
    "How long requests took until their answer was sent.",
    ("method", "route", "status"),
    buckets=BUCKETS,
)
requests_under_way = Gauge("http_requests_under_way", "Requests that have no answer yet.")
connections_in_use = Gauge("database_connections_in_use", "Connections that somebody works on.")
connections_allowed = Gauge("database_connections_allowed", "Connections that the pool may hold.")


class RequestMetrics:
    """Counts and times each request under the route that it met."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 0

        async def send_and_look(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        began = time.perf_counter()
        requests_under_way.inc()
        try:
            await self.app(scope, receive, send_and_look)
        finally:
            requests_under_way.dec()
            method = scope["method"] if scope["method"] in METHODS else "other"
            requests.labels(method, route_of(scope), status).observe(time.perf_counter() - began)


def watch_pool() -> None:
    """Ask the pool itself, each time that somebody asks us."""
    pool = cast("QueuePool", engine().pool)
    connections_in_use.set_function(pool.checkedout)
    connections_allowed.set_function(pool.size)
