"""For vaults that are sealed: their values have to be fetched or decrypted before the product can read them.

That is done at once for all, and what came is kept for a while in `.local/secrets/<environment>.env`, which the settings read as
their strongest file. It is made anew when its time is over or when the vault's fingerprint has changed.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tools.secrets.lines import with_value
from tools.secrets.private_files import alone, is_visible_to_others, write_privately

#: A working day: long enough that nobody is asked twice, short enough that a secret that was taken back is soon forgotten.
SECONDS = 8 * 60 * 60


class Sealed(Protocol):
    """A vault that has to be opened."""

    def values(self, environment: str) -> dict[str, str]:
        """All of an environment's secrets, by one opening."""
        ...

    def fingerprint(self, environment: str) -> str:
        """Changes whenever `values` may have changed, as far as this checkout can tell. Opens nothing."""
        ...


def keep_open(
    vault: Sealed,
    environment: str,
    *,
    folder: Path,
    now: Callable[[], float] = time.time,
    anew: bool = False,
) -> None:
    """Let the product find the values; opens the vault unless that was done a short while ago, or has to be done `anew`.

    Raises:
        ToolError: the vault does not give a value, and says why.
    """
    kept, fingerprint = folder / f"{environment}.env", vault.fingerprint(environment)
    with alone(folder):
        if not anew and is_good(kept, fingerprint, now()):
            return
        # Before anything is asked: what the vault no longer gives must not be found here.
        kept.unlink(missing_ok=True)
        text = f"# until {int(now()) + SECONDS} of {fingerprint}\n"
        for name, value in vault.values(environment).items():
            text = with_value(text, name, value)
        write_privately(kept, text)


def is_good(kept: Path, fingerprint: str, now: float) -> bool:
    """Whether what was kept may still be used. A clock that was set back, or a file that others could read, ends that."""
    if not kept.exists() or is_visible_to_others(kept):
        return False
    match kept.read_text(encoding="utf-8").partition("\n")[0].split():
        case ["#", "until", until, "of", known] if until.isdigit():
            return known == fingerprint and now < int(until) <= now + SECONDS
    return False
