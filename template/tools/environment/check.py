"""`just env check`: whether declaration, files and code agree. Each fault is told with its place and with what mends it."""

import inspect
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from app.core import env_files
from app.core.env_files import Line
from app.core.environment import ENVIRONMENTS, Environment, SettingsError
from app.core.environment import environment as current_environment
from app.core.variables import Variable, Variables, given
from tools.environment.code import mentions, reads
from tools.environment.values import in_environment
from tools.project import ROOT

DECLARE = "declare it with `variable` in a settings.py"


@dataclass(frozen=True)
class Fault:
    """What is wrong, where, and what mends it."""

    file: str
    line: int
    text: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}\n    -> {self.mend}"


@dataclass(frozen=True)
class Looked:
    """What is compared. `stands_for_secret` tells a reference from a secret; `here` looks at what only this machine has, too."""

    declared: dict[str, Variable]
    files: list[Path]
    stands_for_secret: Callable[[str], bool] = lambda _: False
    here: bool = False

    def layers(self, environment: Environment) -> list[Path]:
        """An environment's files, the strongest last."""
        found = env_files.layers(environment)
        return found if self.here else [file for file in found if self.committed(file)]

    def committed(self, file: Path) -> bool:
        return file.parent.name == "env" and not file.name.endswith(".local.env")

    def said(self, environment: Environment) -> dict[str, Line]:
        """The strongest line about each variable."""
        found = {
            line.name: line for file in self.layers(environment) for line in env_files.read(file)
        }
        return {name: line for name, line in found.items() if line.value}

    def all_files(self) -> list[Path]:
        return list(dict.fromkeys(f for each in ENVIRONMENTS for f in self.layers(each)))


def faults(looked: Looked) -> list[Fault]:
    """All that is wrong, each once."""
    unreadable = list(files_that_cannot_be_read(looked))
    if unreadable:
        return unreadable
    found: dict[Fault, None] = {}
    for check in CHECKS:
        found |= dict.fromkeys(check(looked))
    return list(found)


def files_that_cannot_be_read(looked: Looked) -> Iterator[Fault]:
    for file in looked.all_files():
        try:
            env_files.read(file)
        except SettingsError as error:
            # It begins with the place.
            place, _, text = str(error).partition(": ")
            number = place.rpartition(":")[2]
            line = int(number) if number.isdecimal() else 1
            yield Fault(env_files.place(file), line, text, "mend the line by hand")


def files_that_nobody_reads(looked: Looked) -> Iterator[Fault]:
    known = [file for each in ENVIRONMENTS for file in env_files.layers(each)]
    for file in sorted((env_files.ROOT / "env").glob("*.env")):
        # What keeps the secrets reads those.
        sealed = file.name.endswith(".secrets.env")
        if file not in known and not sealed and (looked.here or looked.committed(file)):
            layer = "all.env, <environment>.env and <environment>.local.env, none of these for test"
            yield Fault(
                env_files.place(file), 1, f"is read by nobody; read are {layer}", "rename it"
            )


def unused_in_files(looked: Looked) -> Iterator[Fault]:
    """In a file, and declared nowhere."""
    for file in looked.all_files():
        for line in env_files.read(file):
            if line.name == "ENVIRONMENT":
                text = "ENVIRONMENT chooses which files are read, so no file can set it"
                yield at(line, text, "remove the line; ENVIRONMENT=… just … says it for a recipe")
            elif line.name not in looked.declared:
                yield at(line, f"{line.name} is declared nowhere", f"remove the line, or {DECLARE}")


def unused_in_code(looked: Looked) -> Iterator[Fault]:
    """Declared, and read nowhere."""
    found = mentions(ROOT, looked.files)
    for each in looked.declared.values():
        if not {each.name, each.attribute} & found:
            yield declaration(each, f"{each.name} is read nowhere", "remove its declaration")


def undeclared_in_code(looked: Looked) -> Iterator[Fault]:
    """Read, and declared nowhere; or read by the page, which is told nothing at the time of the build."""
    for read in reads(ROOT, looked.files):
        variable = looked.declared.get(read.name)
        place = read.file.as_posix()
        if variable is None and read.name != "ENVIRONMENT":
            yield Fault(place, read.line, f"{read.name} is read here and declared nowhere", DECLARE)
        elif variable and place.startswith("web/app/") and "page" not in variable.read_by:
            text = f"{read.name} is read by the page, which its declaration does not say"
            yield Fault(place, read.line, text, 'read_by=(…, "page"), unless it is a secret')


def shown_to_everybody(looked: Looked) -> Iterator[Fault]:
    for each in looked.declared.values():
        if each.secret and "page" in each.read_by:
            text = f"{each.name} is a secret, and the page shows it to everybody"
            yield declaration(each, text, 'take "page" out of read_by')


def secrets_in_clear(looked: Looked) -> Iterator[Fault]:
    """A secret in a file that git keeps for ever."""
    for file in looked.all_files():
        for line in env_files.read(file):
            variable = looked.declared.get(line.name)
            secret = variable is not None and variable.secret and line.value
            if secret and looked.committed(file) and not looked.stands_for_secret(line.value):
                mend = f"take it out and keep it with `just secrets set {line.name}`; once pushed, make a new one"
                yield at(line, f"{line.name} is a secret, and stands here for everybody", mend)


def missing(looked: Looked) -> Iterator[Fault]:
    """Needed, and nobody says it.

    What stands in no file that git keeps (secrets, addresses of servers, what somebody fetches from a vendor) may be missing
    elsewhere and is looked for in this checkout's own environment alone.
    """
    current = current_environment() if looked.here else None
    for environment in ENVIRONMENTS:
        said = looked.said(environment)
        for each in looked.declared.values():
            own = each.secret or each.of_machine or each.get
            if environment not in each.needed_in or each.name in said:
                continue
            if environment == current and not os.environ.get(each.name):
                text = f"{each.name} is needed in {environment}: {each.meaning}"
                yield declaration(each, text, each.how_to_get(environment))
            elif not own and environment != current:
                mend = f"write {each.name}=… into env/{environment}.env"
                yield declaration(each, f"{each.name} is needed in {environment}", mend)


def wrong_values(looked: Looked) -> Iterator[Fault]:
    """What the declaration's own type refuses."""
    kinds = {each.declared_in for each in looked.declared.values()}
    for environment in ENVIRONMENTS:
        said = {
            name: line
            for name, line in looked.said(environment).items()
            if not looked.stands_for_secret(line.value)
        }
        with in_environment(environment):
            for kind in kinds:
                for name, text in refused(kind, {name: line.value for name, line in said.items()}):
                    if name in said:
                        mend = f"give another value: {looked.declared[name].meaning}"
                        yield at(said[name], f"{name} {text}", mend)


def refused(kind: type[Variables], values: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The variables whose values a class refuses, and why, without the value."""
    try:
        kind.model_validate(given(kind, values))
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False):
            name = str(problem["loc"][0]).upper()
            text = problem["msg"].removeprefix("Value error, ")
            if problem["type"] == "missing":
                text = "has the value that is only good elsewhere"
            yield name, text[:1].lower() + text[1:]


def differing(looked: Looked) -> Iterator[Fault]:
    """Other values in other environments, and nobody has said why."""
    # What only one machine says is its own business.
    committed = Looked(looked.declared, looked.files, looked.stands_for_secret)
    said = {environment: committed.said(environment) for environment in ENVIRONMENTS}
    for each in looked.declared.values():
        lines = [said[environment].get(each.name) for environment in ENVIRONMENTS]
        values = {line.value if line else None for line in lines}
        if len(values) > 1 and not (each.differs or each.secret or each.of_machine):
            line = next(line for line in lines if line)
            mend = f'say why where it is declared, differs="…", or set it in {env_files.place(env_files.ROOT / "env/all.env")}'
            yield at(line, f"{each.name} differs between environments without a reason", mend)


def at(line: Line, text: str, mend: str) -> Fault:
    return Fault(env_files.place(line.file), line.number, text, mend)


def declaration(variable: Variable, text: str, mend: str) -> Fault:
    """A fault of a variable that has no line, told where it is declared."""
    source, first = inspect.getsourcelines(variable.declared_in)
    file = Path(inspect.getsourcefile(variable.declared_in) or "")
    numbers = [
        n for n, each in enumerate(source) if each.strip().startswith(f"{variable.attribute}:")
    ]
    line = first + numbers[0] if numbers else first
    name = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
    return Fault(name, line, text, mend)


CHECKS: tuple[Callable[[Looked], Iterable[Fault]], ...] = (
    files_that_nobody_reads,
    unused_in_files,
    unused_in_code,
    undeclared_in_code,
    shown_to_everybody,
    secrets_in_clear,
    missing,
    wrong_values,
    differing,
)
