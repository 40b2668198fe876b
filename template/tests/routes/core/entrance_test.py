import gzip
import json
from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, StreamingResponse
from fastapi.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.core import hosts, middleware
from app.core.settings import settings
from app.main import create_app
from tests.assertions import assert_problem

LIVE = "/api/health/live"
LIMIT = 2048
# Without it, the client asks for a host of its own.
SOCKETS = "wss://product.example:8443"


@pytest.fixture
def product(product_of_all_tests: FastAPI, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """The product with small limits, hosts of its own and a few more routes."""
    changed = settings().model_copy(
        update={
            "body_bytes": LIMIT,
            "public_url": "https://product.example:8443",
            "allowed_hosts": ("other.example", "*.tenant.example"),
            "environment": "production",
        }
    )
    for module in (middleware, hosts):
        monkeypatch.setattr(module, "settings", lambda: changed)
    return product_of_all_tests


@pytest.fixture(scope="module")
def product_of_all_tests() -> FastAPI:
    """Made once, because the first request to each takes as long as twenty others."""
    app = create_app()

    @app.post("/api/test/length")
    async def count(request: Request) -> int:
        return len(await request.body())

    @app.post("/api/test/words")
    def take(words: list[str]) -> int:
        return len(words)

    @app.get("/api/test/text")
    async def repeat(length: int) -> str:
        return "x" * length

    @app.get("/api/test/stream")
    async def stream() -> StreamingResponse:
        return StreamingResponse(f"data: {number}\n\n" for number in range(1000))

    @app.get("/api/test/image")
    async def show() -> PlainTextResponse:
        return PlainTextResponse("x" * 5000, media_type="image/png")

    @app.websocket("/api/test/socket")
    async def talk(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("hello")
        await socket.close()

    return app


@pytest.fixture
def visitor(product: FastAPI) -> TestClient:
    return TestClient(product, base_url="https://product.example:8443")


@pytest.mark.parametrize(
    "host",
    [
        "product.example",
        "product.example:8443",
        "PRODUCT.example.",
        "other.example",
        "a.tenant.example",
        "a.b.tenant.example:80",
    ],
)
def test_the_product_is_asked_for_by_its_names(visitor: TestClient, host: str) -> None:
    assert visitor.get("/api/test/text?length=1", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "product.example.evil.example",
        "evilproduct.example",
        "tenant.example",
        "product.example@evil.example",
        "product.example:8443:1",
        "127.0.0.1",
        "localhost",
        "*",
    ],
)
def test_any_other_name_is_refused(visitor: TestClient, host: str) -> None:
    for path in ("/api/test/text?length=1", "/", "/api/nothing"):
        assert_problem(visitor.get(path, headers={"Host": host}), 421, "unknown_host")
    assert visitor.get(LIVE, headers={"Host": host}).status_code == 200


def test_two_names_at_once_are_refused(visitor: TestClient) -> None:
    headers = [("Host", "product.example"), ("Host", "evil.example")]

    assert_problem(visitor.get("/api/test/text", headers=headers), 421, "unknown_host")


def open_nothing(visitor: TestClient, path: str, headers: dict[str, str]) -> None:
    """Ask for a socket that the product closes before it is one."""
    with (
        pytest.raises(WebSocketDisconnect),
        visitor.websocket_connect(f"{SOCKETS}{path}", headers=headers),
    ):
        pass


def test_pages_of_other_sites_open_no_sockets(visitor: TestClient) -> None:
    with visitor.websocket_connect(f"{SOCKETS}/api/test/socket") as socket:
        assert socket.receive_text() == "hello"

    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
        open_nothing(visitor, "/api/test/socket", headers)


@pytest.mark.parametrize("path", ["/", "/api/nothing", "/api/accounts/me"])
def test_there_are_no_sockets_elsewhere(visitor: TestClient, path: str) -> None:
    open_nothing(visitor, path, {})


def in_pieces(length: int) -> Iterator[bytes]:
    for _ in range(length // 64):
        yield b"x" * 64


def test_a_body_up_to_the_limit_is_taken(visitor: TestClient) -> None:
    for content in (b"x" * LIMIT, in_pieces(LIMIT)):
        assert visitor.post("/api/test/length", content=content).json() == LIMIT


def test_a_larger_body_is_refused_whether_it_says_so_or_not(visitor: TestClient) -> None:
    declared = visitor.post("/api/test/length", content=b"x" * (LIMIT + 1))
    assert_problem(declared, 413, "too_large")
    assert declared.headers["Connection"] == "close"

    for path in ("/api/test/length", "/api/test/words"):
        response = visitor.post(
            path, content=in_pieces(LIMIT + 64), headers={"Content-Type": "application/json"}
        )
        assert_problem(response, 413, "too_large")


@pytest.mark.parametrize("said", ["-1", "many", "1e3", "9" * 40])
def test_a_length_that_is_none_is_refused(visitor: TestClient, said: str) -> None:
    response = visitor.post("/api/test/length", content=b"x", headers={"Content-Length": said})

    assert_problem(response, 413, "too_large")


def read_raw(visitor: TestClient, path: str, accepted: str) -> tuple[dict[str, str], bytes]:
    with visitor.stream("GET", path, headers={"Accept-Encoding": accepted}) as response:
        return dict(response.headers), b"".join(response.iter_raw())


def test_long_answers_are_compressed_for_those_who_accept_it(visitor: TestClient) -> None:
    for length in (2000, 500_000):
        headers, content = read_raw(visitor, f"/api/test/text?length={length}", "br, gzip;q=0.5")

        assert headers["content-encoding"] == "gzip"
        assert headers["vary"] == "Accept-Encoding"
        assert int(headers["content-length"]) == len(content) < length
        assert json.loads(gzip.decompress(content)) == "x" * length


@pytest.mark.parametrize(
    ("path", "accepted", "vary"),
    [
        ("/api/test/text?length=2000", "identity", "Accept-Encoding"),
        ("/api/test/text?length=2000", "gzip;q=0, br", "Accept-Encoding"),
        ("/api/test/text?length=20", "gzip", None),
        ("/api/test/image", "gzip", None),
        ("/api/test/stream", "gzip", None),
    ],
)
def test_other_answers_are_not(
    visitor: TestClient, path: str, accepted: str, vary: str | None
) -> None:
    headers, _ = read_raw(visitor, path, accepted)

    assert "content-encoding" not in headers
    assert headers.get("vary") == vary


def test_browsers_are_told_to_be_careful(visitor: TestClient) -> None:
    headers = visitor.get("/api/test/text?length=1").headers

    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("camera=()")
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_failures_carry_the_same_headers(visitor: TestClient) -> None:
    ordinary = set(visitor.get("/api/test/text?length=1").headers)
    elsewhere = {"Host": "evil.example"}

    for response in (visitor.get("/api/nothing"), visitor.get("/api/nothing", headers=elsewhere)):
        assert ordinary <= set(response.headers)


def test_https_is_for_good(visitor: TestClient, product: FastAPI) -> None:
    assert "max-age=31536000" in visitor.get(LIVE).headers["Strict-Transport-Security"]

    over_http = TestClient(product, base_url="http://product.example")
    assert "Strict-Transport-Security" not in over_http.get(LIVE).headers


def test_outside_production_nothing_is_for_good(app: FastAPI) -> None:
    # Somebody tries https on a name that other products on this machine use over http.
    over_https = TestClient(app, base_url="https://localhost")
    assert "Strict-Transport-Security" not in over_https.get(LIVE).headers
