"""`just secrets edit`, `add-recipient`, `remove-recipient` and `reseal`: files encrypted with age."""

import argparse
import os

from tools.secrets.chosen import VAULT
from tools.secrets.sops.identity import is_recipient, own_recipients
from tools.secrets.sops.recipients import Recipient, read_readers
from tools.secrets.sops.vault import Sops
from tools.terminal import ToolError, say, stop


def edit(vault: Sops, environment: str) -> None:
    """Change an environment's secrets in an editor."""
    require_file(vault, environment)
    changed = vault.program.edit(vault.name(environment))
    say(f"Commit {vault.name(environment)}." if changed else "Nothing was changed.")


def add(vault: Sops, environment: str, key: str, name: str) -> None:
    """Let somebody read an environment's secrets.

    Raises:
        ToolError: the key is none, or has them already, or `sops` failed; then all is as it was.
    """
    if not is_recipient(key):
        raise ToolError(f"{key} is no public key of age. It begins with age1; was it copied whole?")
    if "\n" in name:
        raise ToolError("Write the name in one line.")
    readers = vault.readers(environment)
    if any(each.key == key for each in readers):
        raise ToolError(f"{key} can read them already.")
    change(vault, environment, [*readers, Recipient(key, name)])
    say(
        f"{name} can read the secrets of {environment} once this is pushed: .sops.yaml and {vault.name(environment)}."
    )


def remove(vault: Sops, environment: str, key: str) -> None:
    """Let somebody read no secret that is set from now on.

    Raises:
        ToolError: they could not, or nobody would be left, or it is oneself, or `sops` failed.
    """
    readers = vault.readers(environment)
    left = [each for each in readers if key not in (each.key, each.name)]
    if left == readers:
        names = ", ".join(f"{each.name or '?'} ({each.key})" for each in readers) or "nobody"
        raise ToolError(f"{key} cannot read them. Who can: {names}.")
    if not {each.key for each in left} & set(own_recipients()):
        raise ToolError("Afterwards you could not read them yourself. Let somebody else do that.")
    change(vault, environment, left)
    reseal(vault, environment)
    say(
        "They know the values of today, and the history keeps those: replace each where it comes from, and the product's own keys "
        "with `just secrets rotate`."
    )


def change(vault: Sops, environment: str, readers: list[Recipient]) -> None:
    before = vault.rules.read_text(encoding="utf-8") if vault.rules.exists() else None
    vault.write_rules(read_readers(vault.rules) | {environment: readers})
    try:
        if vault.sealed(environment):
            vault.program.run("updatekeys", "--yes", vault.name(environment))
    except ToolError:
        if before is None:
            vault.rules.unlink()
        else:
            vault.rules.write_text(before, encoding="utf-8")
        raise


def reseal(vault: Sops, environment: str) -> None:
    """Encrypt all values with a new data key: who knew the former one reads nothing that comes."""
    require_file(vault, environment)
    vault.program.run("rotate", "--in-place", vault.name(environment))
    say(f"{vault.name(environment)} is encrypted anew. Commit it.")


def require_file(vault: Sops, environment: str) -> None:
    if not vault.sealed(environment):
        raise ToolError(f"There is no {vault.name(environment)} yet: just secrets set NAME")


def main() -> None:
    parser = argparse.ArgumentParser(prog="just secrets", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    editing, resealing = actions.add_parser("edit"), actions.add_parser("reseal")
    adding, removing = actions.add_parser("add-recipient"), actions.add_parser("remove-recipient")
    for action in (adding, removing):
        action.add_argument("key", help="age1…")
    adding.add_argument("name", help="whose it is")
    for action in (editing, resealing, adding, removing):
        action.add_argument(
            "--environment",
            choices=["development", "production"],
            default=os.environ.get("ENVIRONMENT") or "development",
        )
    words = parser.parse_args()
    assert isinstance(VAULT, Sops)
    try:
        match words.action:
            case "edit":
                edit(VAULT, words.environment)
            case "reseal":
                reseal(VAULT, words.environment)
            case "add-recipient":
                add(VAULT, words.environment, words.key, words.name)
            case "remove-recipient":
                remove(VAULT, words.environment, words.key)
    except ToolError as error:
        stop(error)


if __name__ == "__main__":
    main()
