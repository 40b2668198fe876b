"""`just secrets local-token` and `grant-ci`: tokens of 1Password that read this project's vault, for a while."""

import argparse
import datetime
import getpass
import os
import re

from tools.project import SLUG
from tools.secrets.chosen import VAULT
from tools.secrets.github import GitHub
from tools.secrets.onepassword import tokens
from tools.secrets.onepassword.program import Op
from tools.secrets.onepassword.vault import OnePassword
from tools.terminal import ToolError, say, stop


def local_token(vault: OnePassword, days: int) -> None:
    """Keep a token on this machine, so that recipes ask nobody for a finger or a password until it ends."""
    token, ends = made(vault, f"{SLUG} {getpass.getuser()}", days)
    tokens.keep(token, ends)
    say(f"This machine reads the vault {vault.vault} until {ends.isoformat()}.")


def grant_ci(vault: OnePassword, days: int) -> None:
    """Give the workflows of this repository a token, as a secret of GitHub."""
    github = GitHub()
    # Asked before there is a token, which could not be taken back from here.
    github.names_of_secrets()
    token, ends = made(vault, f"{SLUG} CI", days)
    github.set_secret(tokens.TOKEN, token)
    github.set_variable(tokens.EXPIRES, ends.isoformat())
    say(
        f"Workflows read the vault {vault.vault} until {ends.isoformat()}, with the secret {tokens.TOKEN}."
    )


def made(vault: OnePassword, name: str, days: int) -> tuple[str, datetime.date]:
    """A new token of a service account that can read the vault and nothing else, and the day on which it ends.

    Raises:
        ToolError: 1Password does not make one.
    """
    now = datetime.datetime.now(datetime.UTC)
    # Service accounts cannot make others.
    os.environ.pop(tokens.TOKEN, None)
    answer = Op(vault.op.account, with_token=False).run(
        *("service-account", "create", f"{name} {now:%Y-%m-%d %H:%M}"),
        *("--vault", f"{vault.vault}:read_items", "--expires-in", f"{days}d", "--raw"),
    )
    token = answer.strip()
    if not re.fullmatch(r"ops_[\w.=/+-]+", token):
        raise ToolError("`op` answered with something that is no token of a service account.")
    return token, (now + datetime.timedelta(days=days)).date()


def main() -> None:
    parser = argparse.ArgumentParser(prog="just secrets", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    local = actions.add_parser("local-token", help="read the vault from here without being asked")
    local.add_argument("--days", type=int, choices=range(1, 91), metavar="1-90", default=30)
    grant = actions.add_parser("grant-ci", help="let workflows on GitHub read the vault")
    grant.add_argument("--days", type=int, choices=range(1, 91), metavar="1-90", default=90)
    words = parser.parse_args()
    assert isinstance(VAULT, OnePassword)
    try:
        if words.action == "local-token":
            local_token(VAULT, words.days)
        else:
            grant_ci(VAULT, words.days)
    except ToolError as error:
        stop(error)


if __name__ == "__main__":
    main()
