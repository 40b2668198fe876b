import json
import os
import subprocess
import sys

from app.core.project import ROOT

NO_NETWORK = """
import socket, sys
def refuse(*_):
    raise AssertionError("a connection was opened")
socket.socket.connect = socket.socket.connect_ex = refuse
sys.argv = ["app", *sys.argv[1:]]
import runpy
try:
    runpy.run_module("app", run_name="__main__")
finally:
    # `redis` imports OpenTelemetry's metrics, and FastAPI its interfaces, by themselves.
    vendors = {
        "sentry_sdk", "prometheus_client", "opentelemetry.sdk.trace", "opentelemetry.exporter", "PIL"
    } & set(sys.modules)
    assert not vendors, f"imported although nobody asked: {vendors}"
"""


def run(*arguments: str) -> str:
    """What the product's command prints without any variable and without a network."""
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", NO_NETWORK, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stderr == ""
    return result.stdout


def test_help_needs_nothing() -> None:
    assert "migrate" in run("--help")


def test_the_api_is_described_without_variables_or_servers() -> None:
    document = json.loads(run("openapi"))

    assert "/api/accounts/me" in document["paths"]
