"""What the product finds beside it in browser tests: somebody to sign in with."""

import functools
from collections.abc import Generator
from contextlib import contextmanager

from tests.stand_ins.issuer import CLIENT_ID, CLIENT_SECRET, Issuer, running


@functools.cache
def issuer() -> Issuer:
    return Issuer()


@contextmanager
def surroundings() -> Generator[dict[str, str]]:
    """The variables by which the product finds it."""
    with running(issuer()):
        yield {
            "OIDC_NAME": "Example ID",
            "OIDC_ISSUER": issuer().url,
            "OIDC_CLIENT_ID": CLIENT_ID,
            "OIDC_CLIENT_SECRET": CLIENT_SECRET,
            "GITHUB_URL": issuer().github_url,
            "GITHUB_CLIENT_ID": CLIENT_ID,
            "GITHUB_CLIENT_SECRET": CLIENT_SECRET,
        }
