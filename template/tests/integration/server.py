"""The web process as production runs it, over HTTPS."""

import importlib
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.integration.certificate import Certificate
from tests.utils import free_port

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
START_SECONDS = 30


@dataclass(frozen=True)
class Server:
    url: str
    log_file: Path


@contextmanager
def start_server(
    environment: dict[str, str], certificate: Certificate, directory: Path
) -> Generator[Server]:
    """Run the web process until the block ends.

    Raises:
        RuntimeError: there is no build of the page, or the process does not answer; with its log.
    """
    if not (ROOT / "web" / "build" / "client" / "index.html").exists():
        raise RuntimeError("The page is not built. Run `just web build`.")
    port = free_port()
    # By its name, because browsers keep some of what they do from pages that have only an address.
    server = Server(url=f"https://localhost:{port}", log_file=directory / "server.log")
    words = [
        *(sys.executable, "-m", "uvicorn", "--factory", "app.main:create_app"),
        *("--host", "127.0.0.1", "--port", str(port), "--no-access-log"),
        *("--ssl-certfile", str(certificate.chain), "--ssl-keyfile", str(certificate.key)),
    ]
    with server.log_file.open("wb") as log:
        process = subprocess.Popen(
            words,
            cwd=ROOT,
            env={**environment, "PUBLIC_URL": server.url},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_ready(server, process, certificate)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=10)


@contextmanager
def variables_of_surroundings() -> Generator[dict[str, str]]:
    """The variables by which the product finds what surroundings.py of each feature runs beside it until the block ends."""
    with ExitStack() as stack:
        variables: dict[str, str] = {}
        for file in sorted(FOLDER.glob("*/surroundings.py")):
            name = f"tests.integration.{file.parent.name}.surroundings"
            variables |= stack.enter_context(importlib.import_module(name).surroundings())
        yield variables


def wait_until_ready(
    server: Server, process: subprocess.Popen[bytes], certificate: Certificate
) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate.authority))
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            address = f"{server.url}/api/health/ready"
            urllib.request.urlopen(address, context=trusting, timeout=5).close()
        except OSError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                log = server.log_file.read_text()
                raise RuntimeError(f"The web process does not answer ({error}):\n{log}") from None
            time.sleep(0.1)
        else:
            return
