"""The environment as the tools see it: the process's variables, then the files under env/."""

import os

from dotenv import dotenv_values

from tools.project import ROOT

#: The strongest first. The tests use the servers of development, with databases of their own.
FILES = [ROOT / "env" / name for name in ("development.local.env", "development.env", "all.env")]


def named(variable: str) -> str | None:
    """The value that the process or a file under env/ gives a variable, or None when nobody does."""
    if os.environ.get(variable):
        return os.environ[variable]
    for file in FILES:
        if value := dotenv_values(file, interpolate=False).get(variable):
            return value
    return None
