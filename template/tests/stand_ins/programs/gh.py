"""Stands in for GitHub's `gh`: `secret` and `variable`, `set` and `list`, as its manual describes them.

GH_STAND_IN names a JSON file: {"signed_in", "environments": {name: {"secret": {}, "variable": {}}}, "failure"}; the repository's own is
the environment "". What it is called with is added to "calls". Arguments that the real one does not know make it fail.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

FILE = Path(os.environ["GH_STAND_IN"])
WORLD: dict[str, Any] = json.loads(FILE.read_text())
SIGN_IN = "To get started with GitHub CLI, please run:  gh auth login"


def main() -> None:
    parser = argparse.ArgumentParser(prog="gh")
    kinds = parser.add_subparsers(dest="kind", required=True)
    for kind in ("secret", "variable"):
        actions = kinds.add_parser(kind).add_subparsers(dest="action", required=True)
        setting, listing = actions.add_parser("set"), actions.add_parser("list")
        setting.add_argument("name")
        listing.add_argument("--json", required=True, dest="fields")
        for each in (setting, listing):
            each.add_argument("--env", default="")
    asked = parser.parse_args()
    WORLD.setdefault("calls", []).append(sys.argv[1:])
    FILE.write_text(json.dumps(WORLD))
    if not WORLD.get("signed_in", True):
        print(SIGN_IN, file=sys.stderr)
        raise SystemExit(4)
    if failure := WORLD.get("failure"):
        sys.exit(failure)
    if asked.env not in WORLD["environments"]:
        sys.exit(
            f"failed to fetch public key: HTTP 404: Not Found (https://api.github.com/{asked.env})"
        )
    kept: dict[str, str] = WORLD["environments"][asked.env][asked.kind]
    if asked.action == "set":
        # As the real one: line ends behind a value that comes by standard input are no part of it.
        kept[asked.name] = sys.stdin.read().rstrip("\r\n")
        FILE.write_text(json.dumps(WORLD))
        return
    fields = asked.fields.split(",")
    known = [{"name": name, "value": value} for name, value in kept.items()]
    if asked.kind == "secret" and "value" in fields:
        sys.exit('Unknown JSON field: "value"')
    print(json.dumps([{field: each[field] for field in fields} for each in known]))


if __name__ == "__main__":
    main()
