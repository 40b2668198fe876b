"""Uploads the source maps of the built page to Sentry, where they make its error reports readable.

They belong to the release that RELEASE names, so run it with the variables of the place that the build is for.
"""

import os
import subprocess
import sys
from pathlib import Path

from app.core.env_files import values_of, with_process
from app.core.environment import environment
from app.core.settings import observability_settings

BUILD = Path("web/build")
NEEDED = ("SENTRY_AUTH_TOKEN", "SENTRY_ORG", "SENTRY_PROJECT")


def upload(build: Path = BUILD) -> int:
    """Returns the exit code: 0 once Sentry has everything."""
    values = with_process(values_of(environment()))
    missing = [name for name in NEEDED if not values.get(name)]
    if missing:
        print(f"error: set {', '.join(missing)} to upload source maps.", file=sys.stderr)
        return 1
    maps = build / "source-maps" / "assets"
    if not maps.is_dir():
        print("error: there is no build. Run `just web build`.", file=sys.stderr)
        return 1
    # Scripts and maps lie apart, so that no map is served; to Sentry they are neighbours again.
    places = [str((build / "client" / "assets").resolve()), str(maps.resolve())]
    release = observability_settings().release
    words = ["sentry-cli", "sourcemaps", "upload", "--release", release, "--url-prefix", "~/assets"]
    command = ["pnpm", "--dir", "web", "exec", *words, "--ext", "js", "--ext", "map", *places]
    told = {name: values[name] for name in NEEDED}
    return subprocess.run(command, env=os.environ | told, check=False).returncode


if __name__ == "__main__":
    sys.exit(upload())
