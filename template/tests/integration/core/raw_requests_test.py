from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import Receive, Scope, Send

from app import main
from app.core.single_page_app import SinglePageApp
from tests.server import ask, served

SECRET = b"the contents of a file outside the build"
PAGE = b"<title>the page</title>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build = folder / "web" / "build"
    (build / "assets").mkdir(parents=True)
    (build / "index.html").write_bytes(PAGE)
    (build / "assets" / "root.js").write_text("run()")
    for secret in (folder / "secret", folder / "web" / "secret", build.parent / "build-secret"):
        secret.write_bytes(SECRET)
    (build / "link").symlink_to(folder / "secret")
    (build / "assets" / "link.js").symlink_to(folder / "secret")
    (build / "folder").symlink_to(folder)
    return folder


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(main, "SinglePageApp", lambda: SinglePageApp(folder / "web" / "build"))
        app = main.create_app()
    with served(app, forwarded_allow_ips=[]) as port:
        yield port


def get(port: int, target: bytes, *headers: bytes) -> tuple[int, bytes]:
    lines = [b"GET " + target + b" HTTP/1.1", b"Host: testserver", b"Connection: close", *headers]
    answer = ask(port, b"\r\n".join(lines) + b"\r\n\r\n")
    return int(answer.split(b" ", 2)[1]), answer


def traversals(folder: Path) -> list[bytes]:
    """Every way that we know of to ask for a file outside."""
    dots = [
        *(b"..", b"%2e%2e", b".%2e", b"%2E.", b"%252e%252e", b"%25252e%25252e", b"..;", b"..%00"),
        *(
            b"..%c0%af",
            b"%c0%ae%c0%ae",
            b"%e0%80%ae%e0%80%ae",
            b"..%0d",
            b"....",
            b"..\\",
            b"%u002e%u002e",
        ),
        *("\uff0e\uff0e".encode(), b"%ef%bc%8e%ef%bc%8e"),
    ]
    slashes = [b"/", b"%2f", b"%252f", b"\\", b"%5c", b"%255c", b"//", b"/./", b"%c0%af"]
    outside = str(folder / "secret").encode()
    return [
        *(
            start + dot + slash + (dot + slash) * depth + b"secret"
            for start in (b"/", b"/assets/", b"//", b"/assets%2f")
            for dot in dots
            for slash in slashes
            for depth in (0, 1, 2)
        ),
        *(
            start + outside
            for start in (b"", b"/", b"//", b"/%2f", b"/%2f%2f", b"/\\", b"/file://", b"/assets/")
        ),
        b"file://" + outside,
        b"http://testserver/../../secret",
        b"/link",
        b"/assets/link.js",
        b"/folder/secret",
        b"/folder/web/secret",
        b"/assets/root.js/../../../secret",
        b"/index.html%00.js",
        b"/../build-secret",
        b"/%00/../../secret",
        b"/assets/root.js%00",
        b"/?/../../secret",
        b"/#/../../secret",
        b"/api/docs/assets/..%2f..%2f..%2f..%2fsecret",
        b"/api/docs/assets/%2e%2e/%2e%2e/secret",
    ]


def test_no_way_leads_out_of_the_build(port: int, folder: Path) -> None:
    served_pages = 0
    for target in traversals(folder):
        status, answer = get(port, target)

        assert SECRET not in answer, target
        assert status in {200, 400, 404, 421}, (target, status)
        assert status != 200 or answer.endswith(PAGE), target
        served_pages += status == 200
    assert get(port, b"/")[1].endswith(PAGE)


def test_no_range_leads_out_of_a_file(port: int) -> None:
    flood = b",".join(b"%d-" % number for number in range(8000))
    ranges = [
        *(b"0-", b"-1", b"5-2", b"0-0,2-3", b"-0", b"--1", b"-", b"", b"99999999999999999999-"),
        *(b"0-99999999999999999999", b"9" * 20000 + b"-", flood, b"0-0\xff", b"\xd9\xa0-\xd9\xa1"),
    ]
    for part in ranges:
        for condition in (
            b"X-None: 1",
            b'If-Range: "older"',
            b"If-Range: \xff",
            b"Range: bytes=1-",
        ):
            headers = (b"Range: bytes=" + part, condition)
            status, answer = get(port, b"/assets/root.js", *headers)
            body = answer.split(b"\r\n\r\n", 1)[1]

            assert status in {200, 206, 416}, headers
            assert status == 416 or body in b"run()", headers
            assert len(answer) < 2000


def test_a_long_body_is_refused_before_it_is_sent(port: int) -> None:
    answer = ask(
        port,
        b"PATCH /api/accounts/me HTTP/1.1\r\nHost: testserver\r\n"
        b"Content-Type: application/json\r\nContent-Length: 999999999\r\n\r\n{",
    )

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b'"code":"too_large"' in answer


def test_a_body_in_chunks_is_refused_where_it_becomes_too_long(port: int) -> None:
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    answer = ask(
        port,
        b"PATCH /api/accounts/me HTTP/1.1\r\nHost: testserver\r\nConnection: close\r\n"
        b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunk * 17
        + b"0\r\n\r\n",
    )

    assert answer.startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(("proxies", "trusted"), [(["127.0.0.0/8"], True), (["10.0.0.0/8"], False)])
def test_only_trusted_proxies_say_who_the_client_is(proxies: list[str], trusted: bool) -> None:
    seen: list[tuple[str, str]] = []

    async def look(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append((scope["client"][0], scope["scheme"]))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    with served(look, forwarded_allow_ips=proxies) as port:
        get(port, b"/", b"X-Forwarded-For: 6.6.6.6, 203.0.113.9", b"X-Forwarded-Proto: https")

    assert seen == [("203.0.113.9", "https") if trusted else ("127.0.0.1", "http")]
