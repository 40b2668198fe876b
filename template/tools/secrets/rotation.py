"""`just secrets rotate`: another key in the place of one, and nobody notices.

The variable holds a list. What is new is done with the first key; what is there counts under any of them, and moves to the first
little by little. So the new key is put before the others, and the others are dropped when nothing depends on them any more.
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable

from app.core.environment import Environment
from app.core.keys import SHORTEST, is_key_list, read_keys
from app.core.variables import Variable
from tools.environment.declared import declared
from tools.project import ROOT
from tools.secrets.checking import secret_named
from tools.secrets.vault import Vault
from tools.terminal import ToolError, say

Count = Callable[[Environment, str], int]


def rotate(vault: Vault, environment: Environment, name: str, *, ahead: bool = False) -> None:
    """Put a new key before the others; with `ahead` behind them, where it only counts.

    Raises:
        ToolError: there is no such list, or nobody knows what is in it.
    """
    variable = key_list(name)
    before = kept_keys(vault, environment, variable)
    new = secrets.token_hex(SHORTEST)
    after = (*before, new) if ahead else (new, *before)
    place = vault.set(environment, variable.name, ",".join(after))
    short, where = short_name(variable), option(environment)
    say(f"{variable.name} of {environment} has {len(after)} keys now, in {place}.")
    if ahead:
        say(
            "The new one is the last: it only counts, so that all processes know it before one uses it."
        )
    else:
        say("The new one is the first. What the former ones have signed or encrypted still counts.")
    say(f"  -> {bring(environment)}")
    if ahead:
        say(f"  -> When all of them run with it: just secrets rotate {short} --use-last{where}")
        return
    say("  -> What still depends on former keys: python -m app keys list, where the product runs.")
    say(f"  -> When nothing does: just secrets rotate {short} --drop-old{where}")


def use_last(vault: Vault, environment: Environment, name: str) -> None:
    """Let the last key be the first: the one that `rotate(ahead=True)` has put there.

    Raises:
        ToolError: there is no such list, or it has one key.
    """
    variable = key_list(name)
    keys = several_keys(vault, environment, variable)
    place = vault.set(environment, variable.name, ",".join((keys[-1], *keys[:-1])))
    say(f"The last key of {variable.name} is the first now, in {place}.")
    say(f"  -> {bring(environment)}")


def drop_old(
    vault: Vault,
    environment: Environment,
    name: str,
    *,
    anyway: bool = False,
    count: Count | None = None,
) -> None:
    """Forget all keys but the first.

    Raises:
        ToolError: there is nothing to drop, or something depends on it, or nobody can say whether.
    """
    variable = key_list(name)
    keys = several_keys(vault, environment, variable)
    if not anyway:
        vault.make_ready(environment)
        if left := (count or counted)(environment, variable.name):
            raise ToolError(
                f"{left} rows depend on former keys of {variable.name}, so they stay. "
                "`just py keys list` tells which, and when they no longer do. "
                "With --anyway they are dropped, and those rows are worth nothing any more."
            )
    place = vault.set(environment, variable.name, keys[0])
    say(f"{variable.name} of {environment} has one key now, in {place}.")
    say(f"  -> {bring(environment)}")


def key_list(name: str) -> Variable:
    """The declaration of a list of keys, by its variable or in short.

    Raises:
        ToolError: it is none.
    """
    lists = [each for each in declared().values() if holds_keys(each)]
    for each in lists:
        if name in (each.name, short_name(each)):
            return each
    known = ", ".join(short_name(each) for each in lists) or "none in this project"
    if name in declared():
        variable = secret_named(name)
        raise ToolError(
            f"{variable.name} is one value, not a list of keys: `just secrets set {name}` replaces it. Lists: {known}."
        )
    raise ToolError(f"There are no keys called {name}. There are: {known}.")


def holds_keys(variable: Variable) -> bool:
    return is_key_list(variable.declared_in.model_fields[variable.attribute])


def short_name(variable: Variable) -> str:
    """`session-signing` for SESSION_SIGNING_KEY."""
    return variable.name.lower().rpartition("_")[0].replace("_", "-")


def kept_keys(vault: Vault, environment: Environment, variable: Variable) -> tuple[str, ...]:
    kept = vault.values(environment).get(variable.name)
    if kept is None and environment == "production":
        # To make a list of the new one alone would end all that the one in use stands for.
        raise ToolError(
            f"{variable.name} of production is not kept here, so the key in use would be lost. Keep that first: "
            f"just secrets set {variable.name}{option(environment)}"
        )
    if kept is None:
        kept = variable.declared_in.model_fields[variable.attribute].default
    try:
        return tuple(read_keys(kept))
    except ValueError as problem:
        raise ToolError(f"{variable.name} of {environment}: {problem}.") from None


def several_keys(vault: Vault, environment: Environment, variable: Variable) -> tuple[str, ...]:
    keys = kept_keys(vault, environment, variable)
    if len(keys) < 2:
        raise ToolError(
            f"{variable.name} of {environment} has one key. A new one: just secrets rotate {short_name(variable)}"
            f"{option(environment)}"
        )
    return keys


def counted(environment: Environment, variable: str) -> int:
    """How many rows depend on keys that are not the first, as the product itself counts them.

    Raises:
        ToolError: the database cannot be asked.
    """
    asked = subprocess.run(
        [sys.executable, "-m", "app", "keys", "list", variable],
        cwd=ROOT,
        env={**os.environ, "ENVIRONMENT": environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode or not asked.stdout.strip().isdigit():
        said = (asked.stderr.strip() or "no answer").splitlines()
        start = "" if environment == "production" else " Start the servers with `just services up`."
        raise ToolError(
            f"The database of {environment} could not be asked what depends on former keys: {said[-1]}{start} "
            "Or run `python -m app keys list` where the product runs, and add --anyway here when it counts 0."
        )
    return int(asked.stdout)


def bring(environment: Environment) -> str:
    if environment == "production":
        return "Bring it to where the product runs, and start all processes anew."
    return "Start what runs anew."


def option(environment: Environment) -> str:
    return "" if environment == "development" else f" --environment {environment}"
