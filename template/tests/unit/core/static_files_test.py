import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from app.core.security_headers import hash_source
from app.core.single_page_app import SinglePageApp

SCRIPT = "/assets/root-1a2b.js"
CONTENT = "run()\n" * 1000
Get = Callable[..., Response]


@pytest.fixture
def build(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(
        '<script>show("dark")</script><script src="/a.js"></script><script type="module">go()</script>'
    )
    (tmp_path / "favicon.svg").write_text("<svg/>")
    script = tmp_path / SCRIPT[1:]
    script.write_text(CONTENT)
    for ending, content in {
        ".br": b"brotli",
        ".zst": b"zstd",
        ".gz": gzip.compress(CONTENT.encode()),
    }.items():
        Path(f"{script}{ending}").write_bytes(content)
    return tmp_path


@pytest.fixture
def get(app: FastAPI, build: Path, monkeypatch: pytest.MonkeyPatch) -> Get:
    monkeypatch.setattr(app.router, "default", SinglePageApp(build))
    client = TestClient(app)

    def ask(path: str, method: str = "GET", **headers: str) -> Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        # Without this the client would say that it accepts what it can unpack.
        return client.request(method, path, headers={"Accept-Encoding": "identity"} | named)

    return ask


def test_a_file_goes_out_in_the_form_that_the_browser_likes_best(get: Get) -> None:
    unpacked = get(SCRIPT, Accept_Encoding="gzip")

    assert unpacked.headers["Content-Encoding"] == "gzip"
    assert unpacked.headers["Content-Type"].startswith("text/javascript")
    assert unpacked.text == CONTENT
    for accepted, length in [("gzip, br, zstd", 6), ("zstd", 4), ("br;q=0", len(CONTENT))]:
        answer = get(SCRIPT, "HEAD", Accept_Encoding=accepted)
        assert answer.headers["Content-Length"] == str(length)
        assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Vary" not in get("/favicon.svg").headers


def test_the_compressed_forms_have_no_address_of_their_own(get: Get) -> None:
    for ending in (".br", ".gz", ".zst"):
        assert get(f"{SCRIPT}{ending}").status_code == 404


def test_what_the_browser_has_is_not_sent_again(get: Get) -> None:
    for path, accepted in [(SCRIPT, "identity"), (SCRIPT, "gzip"), ("/", "gzip")]:
        first = get(path, Accept_Encoding=accepted)
        tag = first.headers["ETag"]

        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = get(path, Accept_Encoding=accepted, If_None_Match=known)
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["ETag"] == tag
            assert "Content-Encoding" not in again.headers
            assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
            assert again.headers.get("Vary") == first.headers.get("Vary")
        assert get(path, If_None_Match='"other"').status_code == 200


def test_a_file_of_an_unknown_kind_is_nothing_that_a_browser_runs(get: Get, build: Path) -> None:
    (build / "words.unknown").write_text("<script>go()</script>")

    assert get("/words.unknown").headers["Content-Type"] == "application/octet-stream"


def test_each_form_has_a_tag_of_its_own(get: Get) -> None:
    tags = {
        get(SCRIPT, "HEAD", Accept_Encoding=name).headers["ETag"] for name in ("br", "gzip", "x")
    }

    assert len(tags) == 3


def test_a_range_is_one_of_the_plain_file(get: Get) -> None:
    tag = get(SCRIPT).headers["ETag"]

    part = get(SCRIPT, Range="bytes=4-9", Accept_Encoding="gzip", If_Range=tag)
    assert (part.status_code, part.text) == (206, CONTENT[4:10])
    assert "Content-Encoding" not in part.headers
    assert get(SCRIPT, Range="bytes=4-9", If_Range='"older"').text == CONTENT
    assert get(SCRIPT, Range="bytes=-6").text == CONTENT[-6:]
    assert get(SCRIPT, "HEAD", Range="bytes=4-9").status_code == 200


@pytest.mark.parametrize("part", ["999999-", f"{'9' * 18}-", "-0"])
def test_a_part_that_the_file_does_not_have_is_refused_in_the_envelope(get: Get, part: str) -> None:
    refused = get(SCRIPT, Range=f"bytes={part}")

    assert refused.status_code == 416
    assert refused.headers["Content-Range"] == f"bytes */{len(CONTENT)}"
    assert refused.json()["code"] == "range_not_satisfiable"


@pytest.mark.parametrize(
    "header",
    [
        *(
            "bytes=5-2",
            "bytes=-",
            "bytes=a-b",
            "bytes=0-0,2-3",
            f"bytes={'9' * 5000}-",
            "lines=1-2",
        ),
        "bytes=" + ",".join(f"{number}-{number}" for number in range(2000)),
    ],
    ids=lambda header: header[:20],
)
def test_a_range_that_is_none_or_several_is_passed_over(get: Get, header: str) -> None:
    whole = get(SCRIPT, Range=header, Accept_Encoding="gzip")

    assert (whole.status_code, whole.text) == (200, CONTENT)
    assert whole.headers["Content-Encoding"] == "gzip"


def test_a_person_at_a_wrong_address_sees_a_page(get: Get) -> None:
    browser = "text/html,application/xhtml+xml,*/*;q=0.8"

    shown = get("/no-such.pdf", Accept=browser)

    assert (shown.status_code, shown.headers["Cache-Control"]) == (404, "no-store")
    assert "<script" in shown.text
    assert shown.headers["Content-Security-Policy"] == get("/").headers["Content-Security-Policy"]
    assert get("/no-such.js", Accept="*/*").json()["code"] == "not_found"
    assert get("/api/no-such", Accept=browser).json()["code"] == "not_found"


def test_the_page_runs_its_own_inline_scripts_and_no_others(get: Get) -> None:
    policy = get("/sign-in").headers["Content-Security-Policy"]

    (scripts,) = [rule for rule in policy.split("; ") if rule.startswith("script-src ")]
    assert "unsafe" not in scripts
    sources = re.findall("'sha256-[^']+'", policy)
    assert sources == [hash_source('show("dark")'), hash_source("go()")]
    for rule in ("default-src", "base-uri", "frame-ancestors"):
        assert f"{rule} 'none'" in policy


def test_a_new_build_is_noticed(get: Get, build: Path) -> None:
    before = get("/").headers
    (build / "assets" / "new-3c4d.js").write_text("newer()")
    page = (build / "index.html").read_text()
    (build / "index.html").write_text(page.replace("dark", "grey"))

    after = get("/").headers
    assert hash_source('show("grey")') in after["Content-Security-Policy"]
    assert after["Content-Length"] == before["Content-Length"]
    assert after["ETag"] != before["ETag"]
    assert get("/assets/new-3c4d.js").status_code == 200
