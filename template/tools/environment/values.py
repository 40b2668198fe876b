"""The environment as the tools see it: the process's variables, then the files under env/."""

import os
from collections.abc import Generator
from contextlib import contextmanager

from app.core.env_files import local_file, merged, with_process
from app.core.environment import Environment
from tools.project import ROOT


def named(variable: str) -> str | None:
    """The value that the process or a file under env/ gives a variable, or None when nobody does.

    The tests use the servers of development, with databases of their own.
    """
    shared = [ROOT / "env" / name for name in ("all.env", "development.env")]
    return with_process(merged([*shared, local_file("development")])).get(variable)


@contextmanager
def in_environment(environment: Environment) -> Generator[None]:
    """What may be a value depends on the environment, and declarations ask the process for it."""
    before = os.environ.get("ENVIRONMENT")
    os.environ["ENVIRONMENT"] = environment
    try:
        yield
    finally:
        if before is None:
            del os.environ["ENVIRONMENT"]
        else:
            os.environ["ENVIRONMENT"] = before
