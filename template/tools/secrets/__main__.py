"""`just secrets …`: what the product must know and nobody else may."""

import argparse
import os

from app.core.command_error import CommandError
from tools.secrets import commands
from tools.secrets.chosen import VAULT
from tools.secrets.push import push
from tools.secrets.targets import target_named
from tools.secrets.vault import Vault
from tools.terminal import ToolError, say, stop


def rotate_secret(vault: Vault, words: argparse.Namespace) -> None:
    # Not above: only this needs it.
    from tools.secrets import rotation

    if words.drop_old:
        rotation.drop_old(vault, words.environment, words.name, anyway=words.anyway)
    elif words.use_last:
        rotation.use_last(vault, words.environment, words.name)
    else:
        rotation.rotate(vault, words.environment, words.name, ahead=words.ahead)


def main() -> None:
    parser = argparse.ArgumentParser(prog="just secrets", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    setting = actions.add_parser(
        "set", help="keep a value, typed unseen or from standard input; never an argument"
    )
    setting.add_argument("name", metavar="NAME")
    listing = actions.add_parser("list", help="name the secrets and where each stands")
    checking = actions.add_parser("check", help="whether all that is needed is there and good")
    preparing = actions.add_parser("setup", help="make what can be made without asking")
    rotating = actions.add_parser("rotate", help="replace a key, and let the former one count on")
    rotating.add_argument("name", metavar="NAME", help="a variable, or short: session")
    how = rotating.add_mutually_exclusive_group()
    how.add_argument("--ahead", action="store_true", help="put the new key last: it only verifies")
    how.add_argument("--use-last", action="store_true", help="put the last key first")
    how.add_argument("--drop-old", action="store_true", help="forget all keys but the first")
    rotating.add_argument("--anyway", action="store_true", help="drop, whatever depends on them")
    pushing = actions.add_parser("push", help="bring variables to a target of env/targets.toml")
    pushing.add_argument("target", metavar="TARGET")
    pushing.add_argument("--yes", action="store_true", help="do not ask")
    pushing.add_argument("--production", action="store_true", help="nor for production")
    for action in (rotating, setting, listing, checking, preparing):
        action.add_argument(
            "--environment",
            choices=["development", "production"],
            default=os.environ.get("ENVIRONMENT") or "development",
        )
    words = parser.parse_args()
    try:
        match words.action:
            case "set":
                commands.set_secret(VAULT, words.environment, words.name)
            case "rotate":
                rotate_secret(VAULT, words)
            case "list":
                commands.list_secrets(VAULT, words.environment)
            case "check":
                raise SystemExit(min(commands.check_secrets(VAULT, words.environment), 1))
            case "push":
                target = target_named(words.target)
                push(
                    VAULT,
                    words.target,
                    target,
                    confirmed=words.yes,
                    production=words.production,
                )
            case "setup":
                for told in VAULT.set_up(words.environment):
                    say(told)
    except (CommandError, ToolError) as error:
        stop(ToolError(str(error)))


if __name__ == "__main__":
    main()
