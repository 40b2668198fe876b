"""`just bench`: measure, print a table. With --check, fail if a budget is breached."""

import argparse
from collections.abc import Callable

from benchmarks import known, processes, requests, signing_in
from benchmarks.stage import Stage, stage
from benchmarks.table import Table
from tools.terminal import ToolError, stop

PARTS: dict[str, Callable[[Stage, Table], None]] = {
    "import": lambda _, table: processes.importing(table),
    "requests": requests.beside_others,
    "burst": requests.cold_burst,
    "middleware": requests.middleware,
    "sign-ins": signing_in.signing_in,
    "known": known.finding,
    "rows": requests.many_rows,
    "jobs": processes.long_work,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="just bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parser.add_argument("--check", action="store_true", help="fail if a budget is breached")
    words = parser.parse_args()
    if unknown := set(words.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(unknown)}; there are: {', '.join(PARTS)}")
    table = Table()
    try:
        with stage() as place:
            for name, part in PARTS.items():
                if not words.parts or name in words.parts:
                    part(place, table)
        if words.check:
            table.require_budgets()
    except ToolError as error:
        stop(error)


if __name__ == "__main__":
    main()
