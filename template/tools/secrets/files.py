"""Secrets in files that git ignores: no vendor, no account, nothing to install.

Each checkout has its own, `env/<environment>.local.env`, which `just setup` begins with strong values where the declaration of a
variable says how to make one.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tools.project import ROOT
from tools.secrets.generation import missing_values
from tools.secrets.lines import read, with_value
from tools.secrets.private_files import (
    alone,
    is_visible_to_others,
    make_private,
    write_privately,
)


class Files:
    """A `Vault` of one file an environment."""

    def __init__(self, folder: Path = ROOT / "env") -> None:
        self.folder = folder

    def file(self, environment: str) -> Path:
        return self.folder / f"{environment}.local.env"

    def places(self, environment: str) -> Mapping[str, str]:
        return dict.fromkeys(self.values(environment), named(self.file(environment)))

    def values(self, environment: str) -> dict[str, str]:
        return read(self.file(environment))

    def stands_for_secret(self, text: str) -> bool:
        return False

    def make_ready(self, environment: str) -> None:
        """They stand where the settings look already."""

    def set(self, environment: str, name: str, value: str) -> str:
        self.change(environment, lambda _: {name: value})
        return named(self.file(environment))

    def set_up(self, environment: str) -> Iterator[str]:
        file = self.file(environment)
        if make_private(file):
            yield f"{named(file)} was readable for others; now it is yours alone."
        made = self.change(environment, missing_values)
        if made:
            yield f"Made {', '.join(made)} in {named(file)}."

    def change(
        self, environment: str, changes: Callable[[Mapping[str, str]], Mapping[str, str]]
    ) -> Mapping[str, str]:
        """Keep what `changes` makes of the values that are there: all of it or nothing, and nobody else meanwhile."""
        file = self.file(environment)
        with alone(self.folder):
            changed = changes(read(file))
            text = file.read_text(encoding="utf-8") if file.exists() else ""
            for name, value in changed.items():
                text = with_value(text, name, value)
            if changed:
                write_privately(file, text)
        return changed

    def problems(self, environment: str) -> Iterator[str]:
        file = self.file(environment)
        if is_visible_to_others(file):
            yield f"{named(file)} can be read by others on this machine: chmod 600 {named(file)}"


def named(file: Path) -> str:
    """A file as people call it, from the project's folder."""
    return str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else str(file)
