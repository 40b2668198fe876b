"""A fault for each check of `just lint`, so that each is seen to fail."""

import re
from pathlib import Path

import pytest

from tests.project.project import Project
from tests.utils import captured

REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "{marker}"
down_revision = None


def upgrade() -> None:
    op.drop_column("users", "name")
"""
WORKFLOW = """
on: push
jobs:
  fault:
    runs-on: ubuntu-latest
    permissions: write-all
    steps:
      - uses: actions/checkout@main
"""
# In two parts, so that this file does not hold a key.
KEY = "ghp_" + "x7Kq2mW9vB4nT8rY1cZ5dF3gH6jL0pS2aQ4e"

#: For each check a file with something wrong in it, added to what is there.
FAULTS: dict[str, tuple[str, str]] = {
    "routes": ("web/app/routes.ts", "\nthrow new Error('no addresses')\n"),
    "client": ("web/app/generated/types.gen.ts", "\nexport type Stale = 1\n"),
    "typescript": ("web/app/lib/fault-types.ts", "export const count: number = 'many'\n"),
    "oxlint": ("web/app/lib/fault-console.ts", "console.log('left behind')\n"),
    "knip": ("web/app/lib/fault-unused.ts", "export const unused = 1\n"),
    "types": ("app/core/fault_types.py", 'count: int = "many"\n'),
    "prettier": ("web/app/lib/fault-layout.ts", 'export const layout   = "wide";\n'),
    "mails": ("app/accounts/emails/fault.html", '<img src="picture.png">\n'),
    "secrets": ("app/core/fault_secrets.py", f'token = "{KEY}"\n'),
    "migrations": ("migrations/accounts/fault.py", REVISION.format(marker="f" * 12)),
    "architecture": ("app/core/fault_architecture.py", "from tests.utils import sign_in\n"),
    "spelling": ("README.md", "\nTwo seperate words.\n"),  # misspelt on purpose
    "style": ("app/core/fault_style.py", "import os\n"),
    "layout": ("app/core/fault_layout.py", "layout  = 'wide'\n"),
    "workflows": (
        ".github/workflows/fault.yml",
        WORKFLOW,
    ),
    "forms": (".github/dependabot.yml", "\nno-such-key: true\n"),
    "shell": ("tools/fault.sh", "#!/bin/sh\nrm $1/*\n"),
    "variables": ("env/test.env", "\nLEFT_OVER=1\n"),
    "recipes": ("Justfile", "\nfault:\n  @true\n"),
}


def plant(directory: Path) -> None:
    """Add every fault to a project."""
    for name, text in FAULTS.values():
        file = directory / name
        file.write_text((file.read_text() if file.exists() else "") + text)


def checks_of(project: Project) -> set[str]:
    """The checks that a project has."""
    return {line.split()[1] for line in project.just("lint", "--list").splitlines()}


def failed_checks(project: Project) -> set[str]:
    """Lint a project in which something is wrong, and say which checks have found something."""
    with pytest.raises(AssertionError) as failure:
        project.just("lint")
    # The log holds all of what was said; the error only its end.
    shown = Path(captured(r"The log is (\S+) and ends", str(failure.value))).read_text()
    return set(re.findall(r"^ +FAILED +[\d.]+ s +(\S+)$", shown, re.MULTILINE))
