from pathlib import Path
from typing import Any

import anyio
import pytest
from fastapi import FastAPI
from starlette.types import Message

from app.core.single_page_app import SinglePageApp

SECRET = "the contents of a file outside the build"


@pytest.fixture
def build(tmp_path: Path) -> Path:
    build = tmp_path / "web" / "build"
    (build / "assets").mkdir(parents=True)
    (build / "index.html").write_text("<title>the page</title>")
    (build / "assets" / "root-1a2b.js").write_text("run()")
    (build / "favicon.svg").write_text("<svg/>")
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "web" / "secret").write_text(SECRET)
    (build / "link.txt").symlink_to(tmp_path / "secret")
    return build


@pytest.fixture
def site(app: FastAPI, build: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """The whole product, on a build of its own."""
    assert isinstance(app.router.default, SinglePageApp)
    monkeypatch.setattr(app.router, "default", SinglePageApp(build))
    return app


async def request(site: FastAPI, path: str, method: str = "GET") -> tuple[int, dict[str, str], str]:
    """Ask for exactly this path: a client library would tidy it up first."""
    sent: list[Message] = []
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(errors="surrogateescape"),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
        "extensions": {},
    }

    asked = False

    async def receive() -> Message:
        nonlocal asked
        if asked:
            await anyio.sleep_forever()
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await site(scope, receive, send)
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], headers, body.decode()


pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("path", ["/", "/account", "/a/b/c", "/sign-in/"])
async def test_every_page_is_the_index_and_is_asked_for_again(site: FastAPI, path: str) -> None:
    status, headers, body = await request(site, path)

    assert (status, body) == (200, "<title>the page</title>")
    assert headers["cache-control"] == "no-cache"
    assert headers["content-type"].startswith("text/html")


async def test_assets_are_kept_for_good(site: FastAPI) -> None:
    status, headers, body = await request(site, "/assets/root-1a2b.js")

    assert (status, body) == (200, "run()")
    assert "immutable" in headers["cache-control"]
    assert "javascript" in headers["content-type"]


async def test_other_files_are_asked_for_again(site: FastAPI) -> None:
    status, headers, _ = await request(site, "/favicon.svg")

    assert (status, headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize("path", ["/assets/gone-9f.js", "/missing.png", "/api", "/api/nothing"])
async def test_what_is_neither_file_nor_page_is_not_found(site: FastAPI, path: str) -> None:
    status, headers, body = await request(site, path)

    assert status == 404
    assert '"code":"not_found"' in body
    # It may be there once the next version is started.
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret",
        "/../../secret",
        "/assets/../../secret",
        "/assets/../../../secret",
        "//etc/hostname",
        "/..//..//secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/..%2f..%2fetc/hostname",
        "/..\\secret",
        "/..\\..\\secret",
        "/index.html\x00.js",
        "/\x00",
        "/./../secret",
        "/link.txt",
        "/etc/hostname/..",
        "secret",
        "",
    ],
)
async def test_no_path_leads_out_of_the_build(site: FastAPI, path: str) -> None:
    status, _, body = await request(site, path)

    assert SECRET not in body
    assert status in {200, 404}
    assert status == 404 or body == "<title>the page</title>"


@pytest.mark.parametrize("path", ["//etc/hostname", "/../secret", "/\x00", "/..\\secret"])
async def test_paths_that_no_page_has_are_not_found(site: FastAPI, path: str) -> None:
    status, _, _ = await request(site, path)

    assert status == 404


async def test_a_page_takes_no_changes(site: FastAPI) -> None:
    status, headers, body = await request(site, "/account", "POST")

    assert status == 405
    assert headers["allow"] == "GET, HEAD"
    assert '"code":"method_not_allowed"' in body


async def test_without_a_build_the_answer_says_how_to_make_one(site: FastAPI, build: Path) -> None:
    (build / "index.html").unlink()

    status, _, body = await request(site, "/")

    assert status == 503
    assert "just web build" in body
