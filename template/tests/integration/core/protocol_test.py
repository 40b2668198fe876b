"""What a client may send before it has asked for anything."""

import contextlib
import itertools
import json
import select
import socket
from collections.abc import Iterable, Iterator

import pytest

from app.core import protocol
from app.main import create_app
from tests.server import ask, served

LIVE = b"GET /api/health/live HTTP/1.1\r\nHost: testserver\r\n"
CHUNKED = b"POST /api/nothing HTTP/1.1\r\nHost: testserver\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with served(create_app()) as port:
        yield port


def answer_to(port: int, pieces: Iterable[bytes]) -> tuple[bytes, int]:
    """The answer to a client that goes on until it is told something, and how many bytes it had sent by then."""
    sent = 0
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        for piece in pieces:
            answered, _, _ = select.select([connection], [connection], [], 10)
            try:
                if answered:
                    return connection.recv(65_536), sent
                sent += connection.send(piece)
            except ConnectionError:
                return b"", sent
    raise AssertionError("It had nothing more to send.")


def refusal_in(answer: bytes) -> tuple[int, str]:
    """The status and the code of an answer in the envelope."""
    head, body = answer.split(b"\r\n\r\n")
    problem = json.loads(body)
    assert f"x-request-id: {problem['request_id']}".encode() in head
    assert b"x-content-type-options: nosniff" in head
    return int(head.split(b" ")[1]), problem["code"]


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET /",
        LIVE + b"X-Long: ",
        LIVE + b"Cookie: a=b\r\nX-",
        CHUNKED + b"1; extension=",
        CHUNKED + b"0\r\nX-Trailer: ",
    ],
)
def test_a_head_without_an_end_is_refused(port: int, beginning: bytes) -> None:
    answer, sent = answer_to(
        port, itertools.chain([beginning], itertools.repeat(b"a" * 8192, 5_000))
    )

    # The system takes a few megabytes before the server has seen any.
    assert sent < 20_000_000
    # Who has not read the answer before the server hung up may find none.
    assert not answer or refusal_in(answer)[0] in {400, 404, 431}


def test_a_request_that_was_answered_gets_no_second_answer(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(CHUNKED + b"0\r\nX-Trailer: ")
        answer = connection.recv(65_536)
        with contextlib.suppress(ConnectionError):
            connection.sendall(b"a" * protocol.LONGEST_HEAD * 2)
            answer += connection.recv(65_536)

    assert answer.count(b"HTTP/1.1") == 1


def test_a_long_head_is_told_in_the_envelope(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(LIVE + b"X-Long: ")
        connection.sendall(b"a" * (protocol.LONGEST_HEAD))
        assert refusal_in(connection.recv(65_536)) == (431, "headers_too_large")
        assert connection.recv(1) == b""


def test_a_head_up_to_the_limit_is_taken_and_so_are_many(port: int) -> None:
    head = LIVE + b"X-Long: " + b"a" * (protocol.LONGEST_HEAD - 200) + b"\r\n"
    answer = ask(port, (head + b"\r\n") * 5 + head + b"Connection: close\r\n\r\n")

    assert answer.count(b"HTTP/1.1 200 OK") == 6


@pytest.mark.parametrize(
    "request_",
    [
        b"what?\r\n\r\n",
        b"GET /api/health/live HTTP/1.1\nHost: testserver\n\n",
        LIVE + b"X-Null: a\0b\r\n\r\n",
        # Two lengths: what one server takes for the next request is for another one still the body.
        CHUNKED[:-2] + b"Content-Length: 5\r\n\r\n0\r\n\r\n",
        LIVE + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n11",
        LIVE + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        LIVE + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        LIVE + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_http_is_told_in_the_envelope(port: int, request_: bytes) -> None:
    assert refusal_in(ask(port, request_)) == (400, "bad_request")


@pytest.mark.parametrize("beginning", [b"", b"GET /", LIVE + b"\r\n" + LIVE])
def test_who_does_not_end_a_head_is_left(monkeypatch: pytest.MonkeyPatch, beginning: bytes) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.05)
    with served(create_app(), timeout_keep_alive=0.05) as port:
        answer = ask(port, beginning)

    assert answer.count(b"HTTP/1.1 ") == beginning.count(b"\r\n\r\n")
