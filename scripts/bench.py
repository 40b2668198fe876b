"""`just bench`: what rendering costs, beside the least that Copier needs: copying as many files that need no rendering.

Both repositories are rendered in turns, so that a busy moment of the machine meets both; medians are compared.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.environment import ROOT, clean_environment, git

ROUNDS = 7
PROMISED = 1.3
COPIER = Path(sys.executable).parent / "copier"
IDENTITY = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.org"]


def repository(directory: Path) -> None:
    """Make a folder a repository with one tagged commit, which Copier takes for a version."""
    for words in (
        ["init", "--quiet"],
        ["add", "--all", "--force"],
        [*IDENTITY, "commit", "--quiet", "--message", "Version"],
        ["tag", "1.0.0"],
    ):
        subprocess.run(["git", *words], cwd=directory, env=clean_environment(), check=True)


def snapshot(directory: Path) -> None:
    """This checkout, without what git ignores."""
    for name in git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if name and (ROOT / name).is_file():
            place = directory / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place, follow_symlinks=False)
    repository(directory)


def render(template: Path, destination: Path) -> float:
    """Render a template into a new folder; the seconds that it took."""
    words = [COPIER, "copy", "--quiet", "--trust", "--defaults", template, destination]
    begun = time.perf_counter()
    subprocess.run(words, env=clean_environment(), stdin=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def static(project: Path, directory: Path) -> int:
    """A template of the files of a project, none of which is rendered; how many they are."""
    shutil.copytree(project, directory / "template", ignore=shutil.ignore_patterns(".git"))
    (directory / "copier.yml").write_text(
        "_subdirectory: template\n_templates_suffix: .no-such-suffix\nname:\n  default: Product\n"
        '_tasks:\n  - "git init --quiet"\n'
    )
    repository(directory)
    return sum(path.is_file() for path in (directory / "template").rglob("*"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name in ("template", "static"):
            (place / name).mkdir()
        snapshot(place / "template")
        render(place / "template", place / "walnut-desk")
        count = static(place / "walnut-desk", place / "static")
        times: dict[str, list[float]] = {"template": [], "static": []}
        for number in range(ROUNDS):
            for name, found in times.items():
                found.append(render(place / name, place / f"{name}-{number}"))
    medians = {name: statistics.median(found) for name, found in times.items()}
    ratio = medians["template"] / medians["static"]
    print(f"rendering, {count} files, median of {ROUNDS}, {os.cpu_count()} processors")
    print(f"    the default project      {medians['template']:6.2f} s")
    print(f"    as many static files     {medians['static']:6.2f} s")
    print(f"    ratio                    {ratio:6.2f}     at most {PROMISED}")
    sys.exit(0 if ratio <= PROMISED else 1)


if __name__ == "__main__":
    main()
