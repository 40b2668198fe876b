"""`just trace`: look at the trace of a browser test that failed: each step with the page before and after it.

Without a name it is the newest one. It opens in the browser of this machine; elsewhere, visit the address that is printed.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from tools.project import LOCAL, ROOT
from tools.terminal import ToolError, note, stop

RESULTS = LOCAL / "test-results"


def trace_of(name: str) -> Path:
    """The newest trace of a failed test whose folder has the name in it.

    Raises:
        ToolError: there is none.
    """
    traces = sorted(RESULTS.glob("*/trace.zip"), key=lambda file: file.stat().st_mtime)
    if not traces:
        raise ToolError("No browser test has failed in the last run of the tests.")
    found = [file for file in traces if name in file.parent.name]
    if not found:
        names = "".join(f"\n    {file.parent.name}" for file in traces)
        raise ToolError(f"No failed browser test has {name!r} in its name. There are:{names}")
    return found[-1]


def main() -> None:
    parser = argparse.ArgumentParser(prog="just trace", description=__doc__)
    parser.add_argument("name", nargs="?", default="", help="a part of the test's name")
    try:
        trace = trace_of(parser.parse_args().name)
    except ToolError as error:
        stop(error)
    for file in sorted(trace.parent.iterdir()):
        note(str(file.relative_to(ROOT)))
    words = ["show-trace", "--host", "127.0.0.1", "--port", "0", str(trace)]
    try:
        sys.exit(
            subprocess.run([sys.executable, "-m", "playwright", *words], check=False).returncode
        )
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
