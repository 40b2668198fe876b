"""Sends requests as fast as they are answered, in a process of its own: `python -m benchmarks.load '{"port": 8000, …}'`."""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass

#: Stands in a body for the number of the request, which begins anew after `numbers` of them.
NUMBER = "<number>"


@dataclass(frozen=True)
class Load:
    """What to send. `total` ends it after so many requests, else `seconds` do."""

    port: int
    path: str
    host: str = "127.0.0.1"
    cookie: str = ""
    body: str = ""
    connections: int = 16
    seconds: float = 2.0
    total: int = 0
    numbers: int = 1

    def request(self, number: int) -> bytes:
        body = self.body.replace(NUMBER, str(number))
        method = "POST" if body else "GET"
        lines = [f"{method} {self.path} HTTP/1.1", f"Host: {self.host}", f"Cookie: {self.cookie}"]
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


@dataclass(frozen=True)
class Result:
    """How it went. Latencies are in milliseconds."""

    served: int
    errors: int
    per_second: float
    median: float
    p99: float


async def answer(reader: asyncio.StreamReader) -> bool:
    """Read one answer, and return whether it was a success."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
    await reader.readexactly(int(length))
    return head[9:10] == b"2"


async def run(load: Load) -> Result:
    """Send the load and measure."""
    requests = [load.request(number) for number in range(load.numbers)]
    latencies, errors, sent = [], 0, 0
    begin = time.perf_counter()

    async def client() -> None:
        nonlocal errors, sent
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", load.port)
            while sent < load.total if load.total else time.perf_counter() < begin + load.seconds:
                request = requests[sent % load.numbers]
                sent += 1
                at = time.perf_counter()
                writer.write(request)
                fine = await answer(reader)
                latencies.append((time.perf_counter() - at) * 1000)
                errors += not fine
            writer.close()
        except (OSError, EOFError, ValueError):
            errors += 1

    await asyncio.gather(*(client() for _ in range(load.connections)))
    taken = time.perf_counter() - begin
    ordered = sorted(latencies) or [0.0]
    return Result(
        served=len(latencies) - errors,
        errors=errors,
        per_second=(len(latencies) - errors) / taken,
        median=ordered[len(ordered) // 2],
        p99=ordered[int(len(ordered) * 0.99)],
    )


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(run(Load(**json.loads(sys.argv[1])))))))
