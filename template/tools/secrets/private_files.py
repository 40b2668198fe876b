"""Files that only their owner can read, and that are never half written."""

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Generator
from pathlib import Path

#: Read and written by the owner, by nobody else.
PRIVATE = 0o600


def write_privately(path: Path, text: str) -> None:
    """Write a file as a whole or not at all: whoever reads meanwhile, or pulls the plug, finds the old one or the new one."""
    # Through a link, so that a file that several checkouts share stays shared.
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Made with mode 0600, whatever the umask says.
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".local.env", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    with opened(path.parent) as folder:
        os.fsync(folder)


def make_private(path: Path) -> bool:
    """Take a file out of others' sight. Returns whether they could see it."""
    if not is_visible_to_others(path):
        return False
    path.chmod(PRIVATE)
    return True


def is_visible_to_others(path: Path) -> bool:
    return path.exists() and path.stat().st_mode & 0o077 != 0


@contextlib.contextmanager
def alone(folder: Path) -> Generator[None]:
    """Change files of a folder while no other of these tools does: reading, changing and writing are one step."""
    folder.mkdir(parents=True, exist_ok=True)
    with opened(folder) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def opened(folder: Path) -> Generator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)
