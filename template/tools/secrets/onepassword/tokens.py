"""Tokens of service accounts: they read one vault, for a while, and ask nobody for a finger or a password."""

import datetime
from collections.abc import Mapping

from tools.project import LOCAL
from tools.secrets.lines import read, with_value
from tools.secrets.private_files import is_visible_to_others, write_privately

#: What `op` reads.
TOKEN = "OP_SERVICE_ACCOUNT_TOKEN"
EXPIRES = "OP_SERVICE_ACCOUNT_EXPIRES"
FILE = LOCAL / "secrets" / "onepassword-token.env"


def keep(token: str, expires: datetime.date) -> None:
    text = with_value(with_value("", TOKEN, token), EXPIRES, expires.isoformat())
    write_privately(FILE, text)


def with_token(environment: Mapping[str, str]) -> dict[str, str]:
    """A process's variables with this machine's token, unless they have one, or others can read it."""
    kept = {} if is_visible_to_others(FILE) else read(FILE)
    return {**({TOKEN: kept[TOKEN]} if TOKEN in kept else {}), **environment}


def expiry() -> datetime.date | None:
    """The day on which this machine's token ends."""
    text = read(FILE).get(EXPIRES)
    return datetime.date.fromisoformat(text) if text else None
