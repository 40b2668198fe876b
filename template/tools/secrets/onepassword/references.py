"""References: what stands in the files that are committed, in place of secrets."""

import re
from dataclasses import dataclass

from app.core import env_files
from tools.terminal import ToolError

PART = r"[\w .-]+"
REFERENCE = re.compile(rf"op://({PART})/({PART})/(?:({PART})/)?({PART}(?:\?attribute=\w+)?)")


@dataclass(frozen=True)
class Reference:
    """A field of an item in a vault; `section` may be empty."""

    vault: str
    item: str
    section: str
    field: str

    def __str__(self) -> str:
        return "op://" + "/".join(filter(None, (self.vault, self.item, self.section, self.field)))


def is_reference(text: str) -> bool:
    return text.startswith(env_files.REFERENCE)


def parsed(name: str, text: str) -> Reference:
    """What a variable's value refers to.

    Raises:
        ToolError: it is no reference that `op` would understand.
    """
    found = REFERENCE.fullmatch(text)
    if found is None:
        raise ToolError(
            f"{name}: {text} is no reference. Write op://vault/item/field, with letters, digits, spaces and . _ - alone; "
            "for other names use the ids that 1Password shows."
        )
    vault, item, section, field = found.groups()
    return Reference(vault, item, section or "", field)
