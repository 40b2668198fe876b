"""The program `sops`, and what to do when it fails."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.secrets.sops.identity import VARIABLE, key_file
from tools.terminal import ToolError

INSTALL = "Install it (https://getsops.io/docs: a package of most systems, or `mise use sops`)."
#: Its statuses: https://github.com/getsops/sops/blob/main/cmd/sops/codes/codes.go.
NO_KEY, UNCHANGED = 128, 200
TAMPERED = {24, 25, 51, 52}

Runs = Callable[..., subprocess.CompletedProcess[str]]


class NoKeyFits(ToolError):
    """No key of this machine opens the file."""


@dataclass(frozen=True)
class Program:
    """`sops` in a project's folder. `runs` is `subprocess.run`."""

    root: Path
    runs: Runs = subprocess.run

    def run(self, *words: str, given: str | None = None) -> str:
        """What it answers. Whatever is secret goes in by standard input: arguments are seen by all on a machine.

        Raises:
            ToolError: it failed; the text says what to do.
        """
        result = self.started(*words, input=given, capture_output=True)
        if result.returncode:
            raise self.failure(result.returncode, words[-1], "" if given else result.stderr)
        return result.stdout

    def edit(self, file: str) -> bool:
        """Let somebody change a file in their editor. Whether they did.

        Raises:
            ToolError: it failed; `sops` has told why.
        """
        status = self.started("edit", "--input-type", "dotenv", "--output-type", "dotenv", file)
        if status.returncode not in (0, UNCHANGED):
            raise self.failure(status.returncode, file, "")
        return status.returncode == 0

    def started(self, *words: str, **options: object) -> subprocess.CompletedProcess[str]:
        environment = dict(os.environ)
        if key_file().exists():
            environment[VARIABLE] = str(key_file().resolve())
        try:
            return self.runs(
                ["sops", *words], cwd=self.root, env=environment, text=True, check=False, **options
            )
        except FileNotFoundError:
            raise ToolError(f"`sops` is not installed. {INSTALL}") from None

    def failure(self, status: int, file: str, said: str) -> ToolError:
        """What a status means. What `sops` says itself may quote a line with a secret, unless the lines were encrypted."""
        if status == NO_KEY:
            return NoKeyFits(f"No key of this machine opens {file}.")
        if status in TAMPERED:
            return ToolError(
                f"{file} is not what `sops` has written: a line was changed, added or lost, by hand or in a merge. Take a version "
                f"that was whole (`git log -- {file}`, `git checkout <commit> -- {file}`), and make the change anew with "
                "`just secrets set` or `just secrets edit`."
            )
        last = said.strip().splitlines()[-1:] or ["it gave no reason that may be shown"]
        return ToolError(f"`sops` failed with status {status}: {last[0]}")
