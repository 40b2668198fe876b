"""A prompt in which the product's models, a session and, in development, the tests' factories are at hand."""

import importlib
import sys
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, event, func
from sqlmodel import Session, select

from app.core.connections import engine
from app.core.project import ROOT, project
from app.core.settings import environment, settings
from app.core.soft_deletion import KeptRowsSession
from app.features import features

FACTORIES = ROOT / "tests" / "factories"


def run(*, write: bool, code: str | None = None) -> None:
    """Open the prompt, or run some code as if it was typed there. In production nothing can be changed unless `write`."""
    read_only = environment() == "production" and not write
    with refusing_changes() if read_only else nullcontext(), KeptRowsSession(engine()) as session:
        names = at_hand(session)
        if code is not None:
            exec(code, names)  # noqa: S102 - whoever may run this command may run anything
            return
        prompt(banner(names, read_only=read_only), names)


@contextmanager
def refusing_changes() -> Generator[None]:
    """Have PostgreSQL refuse changes in every transaction of this process, also those that services begin themselves."""

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("set transaction read only")

    event.listen(engine(), "begin", begin)
    try:
        yield
    finally:
        event.remove(engine(), "begin", begin)


def at_hand(session: Session) -> dict[str, Any]:
    """What one can use at the prompt, by name."""
    models = {model.__name__: model for feature in features for model in feature.models}
    names = models | {
        "session": session,
        "select": select,
        "func": func,
        "settings": settings(),
    }
    return names | (factories() if environment() == "development" else {})


def factories() -> dict[str, Any]:
    """The factories of the tests: `UserFactory.create(session)` makes and stores somebody."""
    # By name, because the program itself never needs the tests: in production they are not there.
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    modules = [
        importlib.import_module(f"tests.factories.{file.stem}")
        for file in sorted(Path(FACTORIES).glob("*.py"))
        if file.stem not in {"__init__", "base"}
    ]
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__
    }


def banner(names: dict[str, Any], *, read_only: bool) -> str:
    """Where one is, and what is at hand."""
    address = urlsplit(settings().database_url)
    place = (
        f"{project().name}, {environment()}: {address.path.removeprefix('/')} on {address.hostname}"
    )
    if environment() == "production":
        rule = (
            "READ ONLY; say --write to change it" if read_only else "YOU CAN CHANGE AND DELETE DATA"
        )
        place = f"\033[1;41m {place} | {rule} \033[0m"
    else:
        place = f"{place}. Nothing is stored before session.commit()."
    return f"{place}\nAt hand: {', '.join(sorted(names))}\n"


def prompt(text: str, names: dict[str, Any]) -> None:
    try:
        from IPython.terminal.embed import InteractiveShellEmbed  # noqa: T100 - no forgotten one
    except ModuleNotFoundError:
        # Production installs no packages of development.
        import code

        code.interact(text, local=names, exitmsg="")
        return
    shell = InteractiveShellEmbed(banner1=text, user_ns=names, exit_msg="", enable_tip=False)  # noqa: T100
    # Whose words come from a pipe answers no question.
    shell.confirm_exit = sys.stdin.isatty()
    shell()
