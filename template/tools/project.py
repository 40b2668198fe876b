"""Where the project lies and what it is called."""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local"
TOOLS = LOCAL / "tools"
#: Packages that run beside the product: Node and the local servers. Apart from .venv, so that they never clash with it.
TOOLS_ENVIRONMENT = TOOLS / "environment"

SLUG: str = json.loads((ROOT / "project.json").read_text())["slug"]
#: PostgreSQL keeps 63 bytes of a name; the longest one that the tests make of this adds 26.
DATABASE_NAME = SLUG.replace("-", "_")[:36]
