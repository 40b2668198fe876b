"""Where Prometheus asks: a port of its own, which nobody outside reaches, so nothing on it needs a secret."""

from collections.abc import Generator
from contextlib import contextmanager

from prometheus_client import REGISTRY, CollectorRegistry, start_http_server


@contextmanager
def serving_metrics(
    host: str, port: int, registry: CollectorRegistry = REGISTRY
) -> Generator[None]:
    """Answer GET /metrics until the block ends. Raises OSError: somebody else has the port."""
    server, thread = start_http_server(port, host, registry)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
