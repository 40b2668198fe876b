"""The environment as the tools see it: the process's variables, then the files under env/."""

from app.core.env_files import local_file, merged, with_process
from tools.project import ROOT


def named(variable: str) -> str | None:
    """The value that the process or a file under env/ gives a variable, or None when nobody does.

    The tests use the servers of development, with databases of their own.
    """
    shared = [ROOT / "env" / name for name in ("all.env", "development.env")]
    return with_process(merged([*shared, local_file("development")])).get(variable)
