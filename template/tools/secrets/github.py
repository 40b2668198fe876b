"""GitHub's secrets and variables, through its program `gh`. Values go in by standard input: arguments are seen by all on a machine."""

import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tools.project import ROOT
from tools.terminal import ToolError

#: What `gh` says, as a pattern, and what to do about it.
FAILURES: Sequence[tuple[str, str]] = (
    (r"gh auth login|not logged in|HTTP 401|bad credentials", "Sign in to GitHub: gh auth login"),
    (
        r"no git remotes|not a git repository|none of the git remotes|could not determine",
        "This checkout has no repository on GitHub yet: gh repo create, or git remote add origin …",
    ),
    (
        r"HTTP 404",
        (
            "GitHub knows no such repository or environment, or does not show it to you. Environments are made in the "
            "repository's Settings, Environments."
        ),
    ),
    (r"HTTP 403", "GitHub does not let you do that: it takes somebody with administrator rights."),
    (
        r"error connecting|no such host|timeout|dial tcp|HTTP 5\d\d",
        "GitHub cannot be reached. Look at your network and at https://www.githubstatus.com, and try again.",
    ),
)


@dataclass(frozen=True)
class GitHub:
    """The repository of this checkout, or one of its deployment environments."""

    environment: str | None = None

    def names_of_secrets(self) -> set[str]:
        return {each["name"] for each in self.listed("secret", "name")}

    def variables(self) -> dict[str, str]:
        return {each["name"]: each["value"] for each in self.listed("variable", "name,value")}

    def set_secret(self, name: str, value: str) -> None:
        self.run("secret", "set", name, given=value)

    def set_variable(self, name: str, value: str) -> None:
        self.run("variable", "set", name, given=value)

    def listed(self, kind: str, fields: str) -> list[dict[str, Any]]:
        answer: list[dict[str, Any]] = json.loads(self.run(kind, "list", "--json", fields) or "[]")
        return answer

    def run(self, *words: str, given: str = "") -> str:
        """What `gh` answers.

        Raises:
            ToolError: it failed; the text says what to do.
        """
        place = ["--env", self.environment] if self.environment else []
        try:
            result = subprocess.run(
                ["gh", *words, *place],
                cwd=ROOT,
                input=given,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
        except FileNotFoundError:
            raise ToolError(
                "GitHub's program `gh` is not installed: https://cli.github.com"
            ) from None
        except subprocess.TimeoutExpired:
            raise ToolError("`gh` gave no answer in two minutes.") from None
        if result.returncode:
            for pattern, told in FAILURES:
                if re.search(pattern, result.stderr, re.IGNORECASE):
                    raise ToolError(told)
            last = (result.stderr.strip().splitlines() or ["it gave no reason"])[-1]
            raise ToolError(f"`gh` failed: {last}")
        return result.stdout
