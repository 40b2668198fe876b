"""What tests do with folders, repositories and commands."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
"""Where copier, ruff and just lie, also when this environment is not on PATH."""
ANSWERS_FILE = ".copier-answers.yml"
ANSWERS_TEMPLATE = "template/{{ _copier_conf.answers_file }}.jinja"
VERSION = "999.0.0"
"""The tag of a snapshot: newer than every release, so that Copier takes it."""
FOLDER = "walnut-desk"
"""The folder that a project is rendered into: the default name and slug come from it."""
Copy = Callable[..., subprocess.CompletedProcess[str]]
"""`copier copy` into the destination of a test."""


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, with standard input shut, and return its output as text, whatever its exit code."""
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def git(repository: Path, *arguments: str) -> str:
    """Run git in a repository and return what it printed; an exit code other than 0 raises with its message."""
    result = run("git", *arguments, cwd=repository)
    if result.returncode:
        raise RuntimeError(f"git {' '.join(arguments)} in {repository}: {result.stderr}")
    return result.stdout


def once(path: Path, build: Callable[[Path], None]) -> Path:
    """Let one process build `path`, and all others wait for it; half a build is never seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A lock of the operating system goes away with its process, so a killed worker blocks nobody.
    with path.with_name(f".{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            # The last part of the path stays the same while building, because Copier infers names from it.
            workshop = Path(tempfile.mkdtemp(dir=path.parent))
            build(workshop / path.name)
            (workshop / path.name).rename(path)
            workshop.rmdir()
    return path


def snapshot(destination: Path) -> None:
    """Commit the checkout as it is now, without ignored files, into a new repository tagged `VERSION`."""
    for name in git(ROOT, "ls-files", "-z", "-co", "--exclude-standard").split("\0"):
        # Other programs may write at this moment: a file that has gone is not part of the snapshot.
        if name and os.path.lexists(ROOT / name):
            (destination / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, destination / name, follow_symlinks=False)
    git(destination, "init", "--quiet", "--initial-branch=main")
    commit(destination, tag=VERSION)


def commit(repository: Path, tag: str | None = None) -> None:
    """Commit everything, ignored files too, and tag the commit if a tag is given."""
    git(repository, "add", "--all", "--force")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "Snapshot")
    if tag:
        git(repository, "tag", tag)


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file and link with its path inside the folder, in order, without what git keeps."""
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if relative.parts[0] != ".git" and (path.is_symlink() or path.is_file()):
            yield relative.as_posix(), path


def contents(folder: Path) -> dict[str, bytes]:
    """Each file's path and bytes, without the answers file: that one differs whenever answers do."""
    return {
        name: str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for name, path in files(folder)
        if name != ANSWERS_FILE
    }


def digest(folder: Path) -> str:
    """The same text for folders whose `contents` are the same."""
    return hashlib.sha256(repr(sorted(contents(folder).items())).encode()).hexdigest()


def texts(folder: Path) -> dict[str, str]:
    """Each text file's path and text, without the answers file; files with NUL bytes are no text."""
    return {name: data.decode() for name, data in contents(folder).items() if b"\0" not in data}


def copier(*arguments: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Copier's command line as a person does, without anybody to answer its prompts."""
    return run(PROGRAMS / "copier", *arguments, cwd=cwd, **variables)


def captured(pattern: str, text: str) -> str:
    """What the first group of a pattern has in a text that holds it."""
    found = re.search(pattern, text)
    assert found, f"{pattern} is nowhere in:\n{text}"
    return found[1]
