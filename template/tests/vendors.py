"""A server that stands in for the hosted vendors: it speaks their protocols and keeps what it was sent."""

import gzip
import json
import time
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, cast

DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gzip": gzip.decompress,
    "deflate": zlib.decompress,
}

GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Call:
    """What somebody sent, unpacked."""

    path: str
    headers: dict[str, str]
    body: bytes


class Vendors(ThreadingHTTPServer):
    """What all vendors were sent since the test began."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), VendorHandler)
        self.lock = Lock()
        self.calls: list[Call] = []
        #: What they answer with.
        self.status = 200

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    @property
    def sentry_dsn(self) -> str:
        return f"http://public@{self.address}/1"

    def clear(self) -> None:
        with self.lock:
            self.calls.clear()
            self.status = 200

    def keep(self, call: Call) -> None:
        with self.lock:
            self.calls.append(call)

    def bodies(self, ending: str) -> list[bytes]:
        """What was sent to the paths with this ending, oldest first."""
        with self.lock:
            return [call.body for call in self.calls if call.path.split("?")[0].endswith(ending)]

    def error_reports(self, project: int = 1) -> list[dict[str, Any]]:
        """The events in the envelopes that Sentry's clients sent."""
        return [
            payload
            for body in self.bodies(f"/api/{project}/envelope/")
            for kind, payload in envelope_items(body)
            if kind == "event"
        ]

    def product_events(self) -> list[dict[str, Any]]:
        """What PostHog's clients sent, alone or several at once."""
        events = []
        for ending in ("/e/", "/batch/"):
            for body in self.bodies(ending):
                sent = json.loads(body)
                sent = sent.get("batch", [sent]) if isinstance(sent, dict) else sent
                events += sent
        return events

    def spans(self) -> list[Any]:
        """What OpenTelemetry's exporters sent."""
        # It is heavy, and few tests ask.
        from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
            ExportTraceServiceRequest,
        )

        return [
            span
            for body in self.bodies("/v1/traces")
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    def wait_for[Found](self, look: Callable[[], Found], *, seconds: float = 15) -> Found:
        """What `look` finds, as soon as it finds something.

        Raises:
            AssertionError: nothing has come in time.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := look():
                return found
            time.sleep(0.02)
        raise AssertionError(f"It has not come within {seconds} seconds.")


def envelope_items(body: bytes) -> Generator[tuple[str, Any]]:
    """Kind and content of the items of an envelope that are JSON."""
    _, _, rest = body.partition(b"\n")
    while rest.strip():
        line, _, rest = rest.partition(b"\n")
        header = json.loads(line)
        length = header.get("length")
        payload = rest.partition(b"\n")[0] if length is None else rest[:length]
        rest = rest[len(payload) :].removeprefix(b"\n")
        yield header["type"], json.loads(payload)


class VendorHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_OPTIONS(self) -> None:
        self.answer(b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        # PostHog's page does not always say so: a header would make the browser ask first.
        seen = "gzip" if body.startswith(GZIP) else ""
        unpacked = DECODERS[self.headers.get("Content-Encoding") or seen](body)
        cast("Vendors", self.server).keep(Call(self.path, dict(self.headers), unpacked))
        self.answer(b"{}")

    def answer(self, body: bytes) -> None:
        self.send_response(cast("Vendors", self.server).status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Nothing: what was sent is asked for instead."""


@contextmanager
def running_vendors() -> Generator[Vendors]:
    """The server, for as long as the block runs."""
    vendors = Vendors()
    thread = Thread(target=vendors.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield vendors
    finally:
        vendors.shutdown()
        vendors.server_close()
        thread.join()
