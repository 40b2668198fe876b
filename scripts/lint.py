"""`just lint`: every check of the template's own files, side by side; output only of those that fail."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scripts.environment import ROOT, git

PROGRAMS = Path(sys.executable).parent
#: The project in template/ has checks of its own, which its renderings run.
OWN = ["--", ".", ":!template", ":!docs/images", ":!uv.lock"]


@dataclass(frozen=True)
class Outcome:
    name: str
    status: int
    output: str
    seconds: float


def checks() -> dict[str, list[str]]:
    """The command of each check, by a name."""
    own = git("ls-files", "--cached", "--others", "--exclude-standard", *OWN).splitlines()
    own = [name for name in own if (ROOT / name).is_file()]
    workflows = [name for name in own if name.startswith(".github/workflows/")]
    schema = ["check-jsonschema", "--quiet", "--builtin-schema", "vendor.github-workflows"]
    return {
        "style": ["ruff", "check", "--quiet"],
        "layout": ["ruff", "format", "--check", "--quiet"],
        "types": ["ty", "check"],
        "spelling": ["typos", "--force-exclude", "--format=brief", *own],
        "workflows": ["zizmor", "--offline", "--no-progress", "--quiet", *workflows],
        "forms": [*schema, *workflows],
        "shell": ["shellcheck", *(name for name in own if is_shell_script(ROOT / name))],
        "recipes": [os.environ.get("JUST", "just"), "--fmt", "--check"],
        "shadows": [sys.executable, "-m", "scripts.shadows", "--check"],
        "secrets": [sys.executable, "-m", "scripts.secrets"],
    }


def is_shell_script(file: Path) -> bool:
    if file.suffix:
        return file.suffix == ".sh"
    with file.open("rb") as handle:
        first = handle.readline(80)
    return first.startswith(b"#!") and first.rstrip().endswith((b"/sh", b"bash"))


def execute(check: tuple[str, list[str]]) -> Outcome:
    name, words = check
    begun = time.monotonic()
    path = os.pathsep.join([str(PROGRAMS), os.environ["PATH"]])
    with tempfile.TemporaryFile() as output:
        status = subprocess.run(
            words,
            cwd=ROOT,
            env={**os.environ, "PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        ).returncode
        output.seek(0)
        text = output.read().decode(errors="replace")
    return Outcome(name, status, text, time.monotonic() - begun)


def main() -> None:
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        outcomes = list(pool.map(execute, checks().items()))
    for outcome in outcomes:
        word = "FAILED" if outcome.status else "ok"
        print(f"    {word:6} {outcome.seconds:5.2f} s  {outcome.name}")
    failed = [outcome for outcome in outcomes if outcome.status]
    for outcome in failed:
        print(f"==> {outcome.name}\n{outcome.output.rstrip()}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
