"""`.sops.yaml`: who can read the secrets of each environment. `sops` encrypts for those that it names."""

import re
from dataclasses import dataclass
from pathlib import Path

HEAD = """\
# Who can read env/<environment>.secrets.env. `just secrets add-recipient` and `remove-recipient` change it.
creation_rules:
"""
RULE = re.compile(r"path_regex: env/(?P<environment>\w+)")
LINE = re.compile(r"- (?P<key>age1[0-9a-z]+)(?: # (?P<name>.*))?$")


@dataclass(frozen=True)
class Recipient:
    """A public key of age, and whose it is."""

    key: str
    name: str = ""

    def __str__(self) -> str:
        return self.name or self.key


Readers = dict[str, list[Recipient]]


def read_readers(file: Path) -> Readers:
    """Who can read the secrets of each environment; nobody if there is no such file."""
    found: Readers = {}
    readers: list[Recipient] = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
        if rule := RULE.search(line):
            readers = found.setdefault(rule["environment"], [])
        elif known := LINE.search(line):
            readers.append(Recipient(known["key"], known["name"] or ""))
    return found


def written_readers(readers: Readers) -> str:
    """The file's text."""
    lines = [HEAD]
    for environment in sorted(readers):
        lines.append(f"  - path_regex: env/{environment}\\.secrets\\.env$\n")
        lines.append("    key_groups:\n      - age:\n")
        lines += [
            f"          - {each.key}{f' # {each.name}' * bool(each.name)}\n"
            for each in readers[environment]
        ]
    return "".join(lines)
