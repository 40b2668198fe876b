"""`just env …`: check the variables, show them, hand them to others, compare two environments."""

import argparse
import os
import sys
from collections.abc import Callable

from app.core.env_files import values_of
from app.core.environment import ENVIRONMENTS, Environment, SettingsError
from app.core.variables import Variable
from tools.environment.check import Looked, faults
from tools.environment.declared import declared
from tools.environment.differences import differences, masked
from tools.environment.formats import FORMATS
from tools.lint.files import project_files
from tools.secrets.chosen import VAULT
from tools.terminal import ToolError, say, stop


def check(words: argparse.Namespace) -> int:
    looked = Looked(declared(), project_files(), VAULT.stands_for_secret, here=not words.committed)
    found = faults(looked)
    for fault in found:
        say(str(fault))
    if not found and not words.committed:
        say("Declaration, files and code agree.")
    return 1 if found else 0


def show_list(words: argparse.Namespace) -> int:
    """Every variable with what it is for, and what the environment says."""
    values = said(words.environment, opened=False)
    for name, each in declared().items():
        value = masked(each, values[name], show=False) if name in values else "(its default)"
        if name not in values and words.environment in each.needed_in:
            value = f"(missing; {each.how_to_get(words.environment)})"
        say(f"{name}={value}\n    {each.meaning}\n    read by {', '.join(each.read_by)}")
    return 0


def export(words: argparse.Namespace) -> int:
    known = declared()
    values = {
        name: value
        for name, value in said(words.environment, opened=not words.activate).items()
        if name not in words.without and (not words.activate or may_stay_in_a_shell(known[name]))
    }
    if sys.stdout.isatty() and not words.show:
        values = {name: masked(known[name], value, show=False) for name, value in values.items()}
        sys.stderr.write("Secrets are masked on a terminal; --show shows them.\n")
    # Its bytes and nothing else, whatever the terminal's own encoding is.
    sys.stdout.buffer.write(FORMATS[words.format](values).encode())
    return 0


def may_stay_in_a_shell(variable: Variable) -> bool:
    """Neither secrets nor addresses, of which old ones would be stronger than the files; nor what the shell has set itself."""
    return not (variable.secret or variable.of_machine or os.environ.get(variable.name))


def said(environment: Environment, *, opened: bool = True) -> dict[str, str]:
    """The declared variables that the files of an environment tell; with the secrets themselves if the vault is `opened`."""
    if opened:
        VAULT.make_ready(environment)
    known = declared()
    return {name: value for name, value in values_of(environment).items() if name in known}


def diff(words: argparse.Namespace) -> int:
    first, second = ((each, said(each)) for each in (words.first, words.second))
    for line in differences(first, second, declared(), show=words.show):
        say(line)
    return 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="just env", description=__doc__)
    actions = top.add_subparsers(dest="action", required=True)

    def action(
        name: str, run: Callable[[argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=text)
        made.set_defaults(run=run)
        return made

    checked = action("check", check, "whether declaration, files and code agree")
    checked.add_argument("--committed", action="store_true", help="leave out this machine's own")
    listed = action("list", show_list, "every variable, and what it is for")
    exported = action("export", export, "hand an environment's variables to others")
    for each in (listed, exported):
        current = os.environ.get("ENVIRONMENT", "development")
        each.add_argument("--environment", choices=ENVIRONMENTS, default=current)
    exported.add_argument("--format", choices=FORMATS, default="shell")
    exported.add_argument("--show", action="store_true", help="show secrets on a terminal, too")
    kept = "only what a shell may keep, for env/activate.sh"
    exported.add_argument("--activate", action="store_true", help=kept)
    exported.add_argument("--except", dest="without", action="append", default=[], metavar="NAME")
    compared = action("diff", diff, "what two environments are told differently")
    compared.add_argument("first", choices=ENVIRONMENTS)
    compared.add_argument("second", choices=ENVIRONMENTS)
    compared.add_argument("--show", action="store_true", help="show secrets, too")
    return top


def main() -> None:
    words = parser().parse_args()
    try:
        raise SystemExit(words.run(words))
    except (ToolError, SettingsError) as error:
        stop(ToolError(str(error)))


if __name__ == "__main__":
    main()
