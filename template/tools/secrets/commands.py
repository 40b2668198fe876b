"""`just secrets set`, `list` and `check`: what they say and do, whatever keeps the secrets."""

import getpass
import sys
from collections.abc import Iterator

from app.core import env_files
from app.core.environment import Environment
from tools.environment.declared import declared
from tools.secrets.checking import is_missing, problem_with, secret_named
from tools.secrets.vault import Expiring, Vault
from tools.terminal import ToolError, say

#: What is shown in place of a value, of whatever length.
MASK = "•" * 8


def set_secret(vault: Vault, environment: Environment, name: str) -> None:
    """Keep the value that somebody types unseen, or that comes by standard input.

    Raises:
        ToolError: the name or the value is none that is declared.
    """
    variable = secret_named(name)
    value = asked_for(f"{name} for {environment} (not shown): ")
    if not value:
        raise ToolError(f"Nothing was given, so {name} is as it was.")
    others = env_files.values_of(environment)
    if problem := problem_with(variable, value, environment, others):
        raise ToolError(f"{name}: {problem}. It is as it was.")
    say(f"{name} stands in {vault.set(environment, name, value)}.")


def asked_for(question: str) -> str:
    """What is typed without being shown, or comes by standard input; one line end behind it is not part of it."""
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.read().removesuffix("\n")


def list_secrets(vault: Vault, environment: Environment) -> None:
    """Print each secret that is declared, what it is for, and where it stands. No value is shown, or fetched."""
    places = vault.places(environment)
    for name, variable in declared().items():
        if variable.secret:
            needed = is_missing(variable, places, environment)
            shown = MASK if name in places else "needed" if needed else "not set"
            say(f"{name:28} {shown:10} {places.get(name, variable.meaning)}")


def check_secrets(vault: Vault, environment: Environment) -> int:
    """Print what is wrong with the secrets of an environment. Returns how much."""
    problems = list(problems_of(vault, environment))
    for problem in problems:
        say(f"  !!  {problem}")
    for told in vault.expiries() if isinstance(vault, Expiring) else ():
        say(f"      {told}")
    say(f"{len(problems)} to mend." if problems else f"The secrets of {environment} are complete.")
    return len(problems)


def problems_of(vault: Vault, environment: Environment) -> Iterator[str]:
    unsound = list(vault.problems(environment))
    yield from unsound
    known = declared()
    try:
        kept = vault.values(environment)
    except ToolError as error:
        # Told already, and better, by a vault that looked at one after the other.
        yield from () if unsound else (str(error),)
        return
    values = {**env_files.values_of(environment), **kept}
    for name, variable in known.items():
        if is_missing(variable, values, environment):
            yield f"{name} is not set. {variable.meaning}\n      -> {to_set(name, environment)}"
        elif name in kept and (problem := problem_with(variable, kept[name], environment, values)):
            yield f"{name}: {problem}\n      -> {to_set(name, environment)}"
    for name in kept.keys() - known.keys():
        yield f"{name} stands in {vault.places(environment)[name]}, and nothing declares it."


def to_set(name: str, environment: Environment) -> str:
    where = "" if environment == "development" else f" --environment {environment}"
    return f"just secrets set {name}{where}"
