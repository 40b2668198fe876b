"""What keeps the secrets. The question `secrets` of the template chooses one; `chosen.py` alone knows which.

Another way to keep them is a class with the methods of `Vault`, in a file or folder here that has the answer's name. What only it
can do is a program of its own (`python -m tools.secrets.<answer>`) with recipes in `just/<answer>.just`, which
`just/secrets.just` imports if it is there.

Whatever keeps secrets keeps these promises; `tests/unit/tools/secrets/promises.py` has them as tests:

- A value comes back exactly as it was given, with its spaces, quotes, `$`, `#` and line ends.
- A value is never an argument of a process, never printed, never in an error's text.
- A file that a value stands in is written with `private_files.write_privately`: 0600 from its first moment, and complete.
- What fails is a `ToolError`: what went wrong, and the command that mends it.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol, runtime_checkable


class Vault(Protocol):
    """Keeps the secrets of each environment."""

    def places(self, environment: str) -> Mapping[str, str]:
        """The variables that are kept for an environment, and where each stands, in words. Opens nothing."""
        ...

    def values(self, environment: str) -> dict[str, str]:
        """All of them with their values, by one opening of whatever is sealed.

        Raises:
            ToolError: one of them cannot be had.
        """
        ...

    def stands_for_secret(self, text: str) -> bool:
        """Whether a value in a file that is committed stands for a secret, and is not one itself."""
        ...

    def make_ready(self, environment: str) -> None:
        """Let the product find the values in files that the settings read. Recipes ask for it before they run anything.

        Raises:
            ToolError: they cannot be had.
        """
        ...

    def set(self, environment: str, name: str, value: str) -> str:
        """Keep a value, in place of the one before if there is one. Returns where it stands now, in words.

        Raises:
            ToolError: it could not be kept; then what was there before is still there.
        """
        ...

    def set_up(self, environment: str) -> Iterator[str]:
        """Do what `just setup` can do without asking; tells in words what it did, and nothing when there was nothing to do."""
        ...

    def problems(self, environment: str) -> Iterator[str]:
        """What is wrong with how they are kept, each with what mends it. Whether they are good values is checked elsewhere."""
        ...


@runtime_checkable
class Expiring(Protocol):
    """A vault that something opens which ends some day."""

    def expiries(self) -> Iterator[str]:
        """What ends when."""
        ...
