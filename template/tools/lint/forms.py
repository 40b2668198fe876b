"""Compares the files under .github/ that GitHub reads with the schemas that describe them."""

import contextlib
import sys
from pathlib import PurePosixPath

from check_jsonschema import main as check

SCHEMAS = {
    ".github/workflows/*": "vendor.github-workflows",
    ".github/dependabot.*": "vendor.dependabot",
    ".github/ISSUE_TEMPLATE/config.*": "vendor.github-issue-config",
    ".github/ISSUE_TEMPLATE/*": "vendor.github-issue-forms",
}


def schema_of(file: str) -> str | None:
    path = PurePosixPath(file)
    return next((schema for pattern, schema in SCHEMAS.items() if path.match(pattern)), None)


def accepts(file: str, schema: str) -> bool:
    """Whether the file fits; prints why not."""
    # The program itself, called in this process: starting it anew for each schema would take longer than its work.
    with contextlib.suppress(SystemExit):
        return check(["--quiet", "--builtin-schema", schema, file], standalone_mode=False) in (
            None,
            0,
        )
    return False


def main() -> None:
    checked = [(file, schema) for file in sys.argv[1:] if (schema := schema_of(file))]
    refused = [file for file, schema in checked if not accepts(file, schema)]
    sys.exit(1 if refused else 0)


if __name__ == "__main__":
    main()
