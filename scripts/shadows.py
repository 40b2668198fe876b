"""Each `X.jinja` in template/ has a shadow `X` beside it, its rendering with the living answers, so that template/ runs in place.

`just shadows` writes them anew; with `--check` it only says which differ, and exits with 1.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

import yaml

from scripts.environment import ROOT, clean_environment

SUFFIX = ".jinja"


def pairs(root: Path) -> dict[Path, Path]:
    """Each template below `root`/template and its shadow. The answers file has none: it records a rendering."""
    # Walked by hand, because installed packages lie in the living project, and they are many.
    found = {}
    for folder, folders, names in os.walk(root / "template"):
        folders[:] = [name for name in folders if name not in {"node_modules", ".venv", ".local"}]
        for name in names:
            path = Path(folder, name)
            # A mail's template is the project's own, rendered when the mail is sent.
            if name.endswith(SUFFIX) and "{" not in name and "emails" not in path.parts:
                found[path] = path.with_name(name.removesuffix(SUFFIX))
    return dict(sorted(found.items()))


def rendered(root: Path) -> dict[Path, bytes]:
    """Each shadow below `root`/template and what it should say."""
    # Only now, because Copier keeps the environment that it finds when it is imported.
    from copier import run_copy

    found = pairs(root)
    with tempfile.TemporaryDirectory() as workshop:
        # A copy of the templates alone: Copier never sees the living tree, nor its repository. One of them is made from its shadow.
        source, destination = Path(workshop, "source"), Path(workshop, "project")
        for path in [
            root / "copier.yml",
            *found,
            *(path for path in found.values() if path.exists()),
        ]:
            copy = source / path.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
        answers = yaml.safe_load((root / "tests/living_answers.yml").read_text())
        run_copy(
            str(source),
            destination,
            data=answers,
            defaults=True,
            quiet=True,
            unsafe=True,
            skip_tasks=True,
        )
        return {
            shadow: (destination / shadow.relative_to(root / "template")).read_bytes()
            for shadow in found.values()
        }


def stale(root: Path) -> dict[Path, bytes]:
    """The shadows that are missing or differ, and what they should say."""
    return {
        shadow: data
        for shadow, data in rendered(root).items()
        if not shadow.exists() or shadow.read_bytes() != data
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say what differs")
    check = parser.parse_args().check
    for name in os.environ.keys() - clean_environment().keys():
        del os.environ[name]
    differing = stale(ROOT)
    for shadow, data in differing.items():
        print(f"{shadow.relative_to(ROOT)} {'differs from its template' if check else 'written'}")
        if not check:
            shadow.write_bytes(data)
    if check and differing:
        print("Edit the .jinja, then run `just shadows`.", file=sys.stderr)
    return int(check and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
