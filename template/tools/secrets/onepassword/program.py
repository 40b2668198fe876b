"""The program `op`, and what to do when it fails."""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from tools.secrets.onepassword import tokens
from tools.terminal import ToolError

SECONDS = 120
GET_STARTED = "https://developer.1password.com/docs/cli/get-started"

#: What `op` says, as a pattern, and what that means for whoever reads it. The first that fits counts.
FAILURES: Sequence[tuple[str, str]] = (
    (
        r"no accounts configured|no account found|could not find account",
        (
            "`op` knows no account {account}. In the 1Password app: Settings, Developer, Integrate with 1Password CLI; or "
            "`op account add --address {account}`."
        ),
    ),
    (
        r"(?=.*service.account)(?=.*(expired|revoked|deleted|invalid|deserializ|unauthori))|\b401\b|unauthorized",
        (
            "1Password does not take the token any more: it has expired or was taken back. `just secrets local-token` makes a new "
            "one for this machine, `just secrets grant-ci` one for GitHub."
        ),
    ),
    (
        r"not (currently )?signed in|session expired|authorization prompt|authentication required|could not unlock",
        "`op` is not signed in. Unlock the 1Password app and try again, or: op signin --account {account}",
    ),
    (
        r"could not find item (?P<item>.+?) in vault|\"(?P<item2>[^\"]+)\" isn't an item",
        (
            "There is no item {item} in its vault. Was it moved, renamed or archived? Put its place into env/, or make it anew with "
            "`just secrets set NAME`."
        ),
    ),
    (
        r"more than one item matches \"?(?P<item>[^\".]+)",
        "There is more than one item {item}. Rename one of them, or write the id of the right one into the reference.",
    ),
    (
        r"item '(?P<item>[^']+)' does not have a field '(?P<field>[^']+)'",
        "The item {item} has no field {field}. Was it renamed? Put its name into env/, or `just secrets set NAME`.",
    ),
    (
        r"\"(?P<item>[^\"]+)\" isn't a vault|could not (find|get) vault (?P<item2>\S+)",
        "There is no vault {item} in {account}, or you may not see it. Ask who keeps it to share it with you.",
    ),
    (
        r"invalid secret reference '(?P<item>[^']+)'",
        "{item} is no reference. Write op://vault/item/field.",
    ),
    (
        r"do(es)? not have (the )?(permission|requested access)|forbidden|\b403\b",
        "1Password does not let you do that. Ask who keeps the vault for the right to it.",
    ),
    (r"too many requests|rate.?limit|\b429\b", "1Password is asked too often. Wait, try again."),
    (
        r"no such host|deadline exceeded|timed? ?out|connection re|network|dial tcp|\b50\d\b|unavailable",
        "1Password cannot be reached. Look at your network and at https://status.1password.com, and try again.",
    ),
)


class VaultMissesItem(ToolError):
    """There is no such item."""


@dataclass(frozen=True)
class Op:
    """`op`, for one account."""

    account: str
    #: Whether this machine's token is used, if there is one.
    with_token: bool = True

    def run(self, *words: str, given: str = "") -> str:
        """What `op` answers. Whatever is secret goes in as `given`, by standard input: arguments are seen by all on a machine.

        Raises:
            ToolError: it failed; the text says what to do.
        """
        environment = tokens.with_token(os.environ) if self.with_token else dict(os.environ)
        account = [] if tokens.TOKEN in environment else ["--account", self.account]
        try:
            result = subprocess.run(
                ["op", *words, *account],
                input=given,
                env=environment,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
        except FileNotFoundError:
            raise ToolError(f"1Password's program `op` is not installed: {GET_STARTED}") from None
        except subprocess.TimeoutExpired:
            raise ToolError(
                f"`op` gave no answer in {SECONDS} seconds. Does the 1Password app ask you something?"
            ) from None
        if result.returncode:
            raise self.failure(result.stderr)
        return result.stdout

    def failure(self, said: str) -> ToolError:
        """What `op` said, as what to do. Of what is not known, its own last line."""
        for pattern, told in FAILURES:
            if found := re.search(pattern, said, re.IGNORECASE | re.DOTALL):
                groups = found.groupdict()
                item = groups.get("item") or groups.get("item2") or ""
                text = told.format(account=self.account, item=item, field=groups.get("field"))
                misses = "could not find item" in said or "isn't an item" in said
                return VaultMissesItem(text) if misses else ToolError(text)
        lines = [line for line in said.splitlines() if line.startswith("[ERROR]")]
        last = re.sub(r"^\[ERROR\] [\d/]+ [\d:]+ ", "", lines[-1]) if lines else "it gave no reason"
        return ToolError(f"`op` failed: {last}")
