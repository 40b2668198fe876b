"""`just db lint`: squawk reads the SQL of each revision that is new, and tells what would hurt a running product.

New is what the branch `main` does not have; without a `main`, everything. A revision whose author knows better says so in
a comment, for each rule with its reason: `# squawk: ban-drop-column, nobody has read it since March`.
"""

import io
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.util import load_python_file

from tools.project import ROOT
from tools.terminal import ToolError, note, stop

MIGRATIONS = ROOT / "migrations"
OPTIONS = ["--pg-version=18", "--assume-in-transaction"]
EXCLUDED = [
    # app/core/migrations.py sets the lock timeout for all revisions.
    "require-lock-timeout",
    "require-statement-timeout",
    "require-timeout-settings",
    # Ids are UUIDs; what is left to integers is small.
    "prefer-bigint-over-int",
    # A choice's column (app/core/choices.py) is longer than any member, so that it never has to change.
    "prefer-text-field",
]
EXCUSE = re.compile(r"#\s*squawk:\s*([a-z-]+),\s*\S")


def new_revisions() -> list[Path]:
    """The revisions that the branch `main` does not have."""
    base = git("merge-base", "HEAD", "origin/main") or git("merge-base", "HEAD", "main")
    known = git("ls-tree", "-r", "--name-only", base, "migrations").splitlines() if base else []
    revisions = sorted(MIGRATIONS.glob("*/*.py"))
    return [path for path in revisions if str(path.relative_to(ROOT)) not in known]


def git(*words: str) -> str:
    """What git says, or nothing where it has nothing to say."""
    result = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return result.stdout.strip()


def sql_of(revision: Path) -> str:
    """What a revision's upgrade tells the database."""
    module = load_python_file(str(revision.parent), revision.name)
    written = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": written}
    )
    with Operations.context(context):
        module.upgrade()
    return written.getvalue()


def lint(revisions: Iterable[Path]) -> bool:
    """Whether squawk has nothing against any of the revisions."""
    fine = True
    for revision in revisions:
        excused = EXCUSE.findall(revision.read_text())
        with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
            file.write(sql_of(revision))
            file.flush()
            words = [f"--exclude={rule}" for rule in [*EXCLUDED, *excused]]
            result = subprocess.run(
                ["squawk", *OPTIONS, *words, file.name],
                cwd=ROOT,
                env={**os.environ, "NO_COLOR": "1", "TERM": "dumb"},
                capture_output=True,
                text=True,
                check=False,
            )
        if result.returncode:
            fine = False
            print(f"{revision.relative_to(ROOT)}:")
            print((result.stdout + result.stderr).replace(file.name, revision.stem))
    return fine


def main() -> None:
    found = new_revisions()
    if not lint(found):
        stop(
            ToolError(
                "Mend these revisions, or excuse a rule in the revision: # squawk: <rule>, <reason>"
            )
        )
    note(f"{len(found)} new revisions are safe for a running product")


if __name__ == "__main__":
    main()
