"""`just secrets push TARGET`: bring what a target's processes read to where they run; shows the plan, then asks."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass

from app.core.env_files import values_of
from app.core.variables import Variable
from tools.environment.declared import declared
from tools.environment.formats import FORMATS
from tools.project import ROOT
from tools.secrets.checking import is_missing, problem_with
from tools.secrets.github import GitHub
from tools.secrets.private_files import write_privately
from tools.secrets.targets import InFile, OnGitHub, OnStream, Target
from tools.secrets.vault import Vault
from tools.terminal import ToolError

#: What cannot be brought, because nobody has said it here.
NEEDED = "needed"


@dataclass(frozen=True)
class Item:
    """A variable to bring, and what becomes of it there: new, changed, the same, or put in place of one that nobody can see."""

    variable: Variable
    value: str
    fate: str


def push(vault: Vault, name: str, target: Target, *, confirmed: bool, production: bool) -> None:
    """Bring the variables there.

    Raises:
        ToolError: somebody said no, a value is none, or the target does not take it.
    """
    items = planned(vault, target)
    for line in plan(name, target, items):
        told(line)
    items = [item for item in items if item.fate != NEEDED]
    if not items:
        raise ToolError(f"There is nothing for {name}: no file under env/ says what it reads.")
    if all(item.fate == "same" for item in items) and not isinstance(target, OnStream):
        told("Nothing has changed.")
        return
    require_consent(name, target, confirmed=confirmed, production=production)
    bring(target, items)
    told(f"{len(items)} variables are in {name}.")


def planned(vault: Vault, target: Target) -> list[Item]:
    """What the target's processes read, with its values, in the order of the declaration.

    Raises:
        ToolError: a value is not what its declaration says.
    """
    vault.make_ready(target.environment)
    values, compared = values_of(target.environment), compared_with(target)
    items = []
    for name, variable in declared().items():
        if not target.reads(variable):
            continue
        if value := values.get(name):
            if problem := problem_with(variable, value, target.environment, values):
                raise ToolError(f"{name}: {problem}. Nothing was brought anywhere.")
            items.append(Item(variable, value, compared(name, value)))
        elif is_missing(variable, values, target.environment):
            items.append(Item(variable, "", NEEDED))
    return items


def compared_with(target: Target) -> Callable[[str, str], str]:
    """What becomes of a variable at a target, as far as that tells what it has: new, changed, same; again, where nobody can see."""
    match target:
        case OnGitHub():
            github = GitHub(target.name)
            secrets, variables = github.names_of_secrets(), github.variables()

            def on_github(name: str, value: str) -> str:
                if name in secrets:
                    return "again"
                return "new" if name not in variables else fate(same=variables[name] == value)

            return on_github
        case InFile():
            file = ROOT / target.path
            text = file.read_text(encoding="utf-8") if file.exists() else ""

            def in_file(name: str, value: str) -> str:
                if not re.search(rf'^(export |\s*")?{name}\b', text, re.MULTILINE):
                    return "new"
                lines = FORMATS[target.format]({name: value})
                return fate(same=lines.removeprefix("{\n").removesuffix("\n}\n") in text)

            return in_file
        case OnStream():
            return lambda name, value: "-"


def fate(*, same: bool) -> str:
    return "same" if same else "changed"


def plan(name: str, target: Target, items: list[Item]) -> list[str]:
    """The plan, in names alone."""
    where = {"github": "GitHub's environment", "file": "the file", "stream": "standard output"}
    what = getattr(target, "name", None) or getattr(target, "path", "")
    lines = [
        f"{name}: {where[target.kind]} {what} gets of {target.environment}:".replace("  ", " ")
    ]
    for item in items:
        kind = "secret" if item.variable.secret else "variable"
        hint = ": nothing here says it; it must be there already" * (item.fate == NEEDED)
        lines.append(f"  {item.fate:8} {item.variable.name} ({kind}){hint}")
    if any(item.fate == "again" for item in items):
        lines.append("  (GitHub shows nobody its secrets, so they are set again.)")
    return lines


def require_consent(name: str, target: Target, *, confirmed: bool, production: bool) -> None:
    """Ask, unless that was answered on the command line. Production wants more than a yes.

    Raises:
        ToolError: the answer is no, or there is nobody to ask.
    """
    guarded = target.environment == "production"
    if confirmed and (production or not guarded):
        return
    if confirmed or not sys.stdin.isatty():
        words = "--yes --production" if guarded else "--yes"
        raise ToolError(f"Nothing was brought anywhere. To bring it without being asked: {words}")
    wanted = name if guarded else "yes"
    sys.stderr.write(f"Bring it there? Type {wanted}: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip() != wanted:
        raise ToolError("Nothing was brought anywhere.")


def bring(target: Target, items: list[Item]) -> None:
    values = {item.variable.name: item.value for item in items}
    match target:
        case OnGitHub():
            github = GitHub(target.name)
            for item in items:
                if item.fate == "same":
                    continue
                keep = github.set_secret if item.variable.secret else github.set_variable
                keep(item.variable.name, item.value)
        case InFile():
            write_privately(ROOT / target.path, FORMATS[target.format](values))
        case OnStream():
            if sys.stdout.isatty():
                raise ToolError(
                    "On a terminal everybody could read it: send it on, as in `… | ssh …`."
                )
            sys.stdout.buffer.write(FORMATS[target.format](values).encode())
            sys.stdout.flush()


def told(line: str) -> None:
    """Say something beside what a stream may bring."""
    sys.stderr.write(f"{line}\n")
