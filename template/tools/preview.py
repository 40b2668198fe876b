"""`just web play`: the page as production has it, without the backend's server around it, at the port of development.

What it asks of the API goes to `just py dev`, if that runs.
"""

import os
import subprocess
import sys

from tools.ports import project_ports, require_free
from tools.project import ROOT
from tools.terminal import ToolError, note, run, stop


def main() -> None:
    try:
        ports = project_ports()
        require_free(ports.product, "the product")
        run(["pnpm", "--dir", "web", "build"], failure="The page could not be built")
    except ToolError as error:
        stop(error)
    note(f"http://localhost:{ports.product}")
    environment = os.environ | {"WEB_PORT": str(ports.product), "PORT": str(ports.api)}
    try:
        words = ["pnpm", "--dir", "web", "preview"]
        sys.exit(subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
