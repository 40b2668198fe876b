"""Stands in for 1Password's `op`: its command line, its answers and its failures, as documented and as it was seen to speak.

OP_STAND_IN names a JSON file: {"account", "signed_in", "tokens", "vaults": {vault: {title: item}}, "failure"}. What it is called with
is added to "calls", what it makes and changes to "vaults". Arguments that the real one does not know make it fail.
"""

import argparse
import json
import os
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

FILE = Path(os.environ["OP_STAND_IN"])
WORLD: dict[str, Any] = json.loads(FILE.read_text())
NO_ACCOUNTS = "No accounts configured for use with 1Password CLI.\n\n - Turn on the 1Password desktop app integration"


class Words(argparse.ArgumentParser):
    """A command line whose mistakes are told as `op` tells them."""

    def error(self, message: str) -> NoReturn:
        fail(f"unknown flag or argument: {message}")


def fail(text: str) -> NoReturn:
    sys.exit(f"[ERROR] 2026/11/22 10:00:00 {text}")


def remember() -> None:
    FILE.write_text(json.dumps(WORLD))


def words() -> argparse.Namespace:
    parser = Words(prog="op")
    commands = parser.add_subparsers(dest="command", required=True)
    inject = commands.add_parser("inject")
    item = commands.add_parser("item").add_subparsers(dest="action", required=True)
    item_get, item_edit = item.add_parser("get"), item.add_parser("edit")
    item_create = item.add_parser("create")
    service = commands.add_parser("service-account").add_subparsers(dest="action", required=True)
    create = service.add_parser("create")
    create.add_argument("name")
    create.add_argument("--vault", action="append")
    create.add_argument("--expires-in")
    create.add_argument("--raw", action="store_true")
    for each in (item_get, item_edit):
        each.add_argument("item")
    item_create.add_argument("template", choices=["-"])
    for each in (item_get, item_edit, item_create):
        each.add_argument("--vault", required=True)
        each.add_argument("--format", choices=["json"])
    for each in (inject, item_get, item_edit, item_create, create):
        each.add_argument("--account")
    return parser.parse_args()


def let_in(account: str | None, command: str) -> None:
    """Refuse whoever is not signed in."""
    token = os.environ.get("OP_SERVICE_ACCOUNT_TOKEN")
    if token:
        if command == "service-account":
            fail("service accounts cannot create service accounts: (403) Forbidden")
        if token not in WORLD.get("tokens", []):
            fail("(401) (Unauthorized), the service account token has expired")
    elif not WORLD.get("account"):
        sys.exit(NO_ACCOUNTS)
    elif account != WORLD["account"]:
        fail(f"no account found for filter {account}")
    elif not WORLD.get("signed_in", True):
        fail("you are not currently signed in. Please run `op signin --help` for instructions")
    if failure := WORLD.get("failure"):
        fail(failure)


def item_of(vault: str, title: str, told: str) -> dict[str, Any]:
    if vault not in WORLD["vaults"]:
        fail(f'"{vault}" isn\'t a vault in this account. Specify the vault with its ID or name.')
    if title not in WORLD["vaults"][vault]:
        fail(told)
    item: dict[str, Any] = WORLD["vaults"][vault][title]
    return item


def resolved(found: re.Match[str]) -> str:
    reference = found.group(1)
    parts = reference.removeprefix("op://").split("/")
    if len(parts) < 3:
        fail(
            f"invalid secret reference '{reference}': too few '/': secret references should have at least vault, item and "
            "field specified"
        )
    vault, title, *section, field = parts
    told = f"could not resolve item UUID for item {title}: could not find item {title} in vault x3"
    for each in item_of(vault, title, told)["fields"]:
        names = (each.get("section") or {}).values()
        if field in (each.get("id"), each["label"]) and (not section or section[0] in names):
            value: str = each["value"]
            return value
    fail(f"item '{vault}/{title}' does not have a field '{field}'")


def main() -> None:
    asked = words()
    WORLD.setdefault("calls", []).append(sys.argv[1:])
    remember()
    let_in(asked.account, asked.command)
    given = "" if asked.command == "service-account" else sys.stdin.read()
    match asked.command, getattr(asked, "action", ""):
        case "inject", _:
            sys.stdout.write(re.sub(r"\{\{\s*(op://[\w ./?=-]+?)\s*\}\}", resolved, given))
        case "item", "create":
            item = json.loads(given)
            item_of(asked.vault, "", "") if asked.vault not in WORLD["vaults"] else None
            WORLD["vaults"][asked.vault][item["title"]] = item
            print(json.dumps(item))
        case "item", "get":
            told = f'"{asked.item}" isn\'t an item in the "{asked.vault}" vault. Specify the item with its UUID, name, or domain.'
            print(json.dumps(item_of(asked.vault, asked.item, told)))
        case "item", "edit":
            item_of(asked.vault, asked.item, f'"{asked.item}" isn\'t an item in any vault.')
            WORLD["vaults"][asked.vault][asked.item] = json.loads(given)
            print(given)
        case "service-account", _:
            token = f"ops_{len(WORLD['calls'])}xyz"
            WORLD.setdefault("tokens", []).append(token)
            print(token)
    remember()


if __name__ == "__main__":
    main()
