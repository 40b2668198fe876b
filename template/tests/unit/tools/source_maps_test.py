"""Uploading source maps with Sentry's own program, to a server that speaks its protocol."""

import gzip
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import pytest

from app.core.settings import observability_settings
from tools.source_maps import upload


class SourceMapServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.assembled: list[dict[str, Any]] = []
        self.bundles: list[zipfile.ZipFile] = []


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """What it takes and where."""
        self.answer(
            {
                "url": f"http://{self.headers['Host']}/chunks/",
                "chunkSize": 8_000_000,
                "chunksPerRequest": 64,
                "maxRequestSize": 32_000_000,
                "concurrency": 1,
                "hashAlgorithm": "sha1",
                "compression": ["gzip"],
                "accept": ["artifact_bundles_v2"],
            }
        )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server = cast("SourceMapServer", self.server)
        if self.path.endswith("/artifactbundle/assemble/"):
            asked = json.loads(body)
            server.assembled.append(asked)
            missing = [] if server.bundles else asked["chunks"]
            self.answer({"state": "not_found" if missing else "ok", "missingChunks": missing})
        else:
            chunk = gzip.decompress(body[body.index(b"\x1f\x8b") : body.rindex(b"\r\n--")])
            server.bundles.append(zipfile.ZipFile(io.BytesIO(chunk)))
            self.answer({})

    def answer(self, body: dict[str, Any]) -> None:
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Nothing."""


@pytest.fixture
def sentry(monkeypatch: pytest.MonkeyPatch) -> Iterator[SourceMapServer]:
    with SourceMapServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        monkeypatch.setenv("SENTRY_URL", f"http://127.0.0.1:{server.server_port}/")
        for name in ("SENTRY_AUTH_TOKEN", "SENTRY_ORG", "SENTRY_PROJECT"):
            monkeypatch.setenv(name, "product")
        monkeypatch.setenv("RELEASE", "f00dcafe")
        observability_settings.cache_clear()
        yield server
        server.shutdown()
    observability_settings.cache_clear()


@pytest.fixture
def build(tmp_path: Path) -> Path:
    for folder in ("client/assets", "source-maps/assets"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "client/assets/entry.js").write_text("console.log(1)\n")
    source_map = {"version": 3, "sources": ["a.ts"], "sourcesContent": ["1"], "mappings": "AAAA"}
    (tmp_path / "source-maps/assets/entry.js.map").write_text(json.dumps(source_map))
    return tmp_path


def test_scripts_and_their_maps_arrive_under_the_release(
    sentry: SourceMapServer, build: Path
) -> None:
    assert upload(build) == 0

    assert {(asked["version"], *asked["projects"]) for asked in sentry.assembled} == {
        ("f00dcafe", "product")
    }
    manifest = json.loads(sentry.bundles[0].read("manifest.json"))
    files = {each["url"]: each for each in manifest["files"].values()}
    assert set(files) == {"~/assets/entry.js", "~/assets/entry.js.map"}
    assert files["~/assets/entry.js"]["headers"]["sourcemap"] == "entry.js.map"


def test_what_is_missing_is_said(
    sentry: SourceMapServer,
    build: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert upload(tmp_path / "nothing") == 1
    assert "just web build" in capsys.readouterr().err

    monkeypatch.delenv("SENTRY_ORG")
    assert upload(build) == 1
    assert "SENTRY_ORG" in capsys.readouterr().err
    assert sentry.assembled == []
