"""The typed border: the API turned into the TypeScript client of the page, the page's routes into addresses in Python."""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.pages import described_pages
from tools.project import LOCAL, ROOT
from tools.terminal import ToolError, note, run, stop

DOCUMENT = LOCAL / "openapi.json"
WEB = ROOT / "web"
CLIENT = WEB / "app" / "generated"
#: What was generated or compared last, and was the same.
CHECKED = LOCAL / "lint" / "client"
PAGES = ROOT / "app" / "generated" / "pages.py"


def generate() -> None:
    """Write the pages' addresses, the document and the client anew."""
    # First the pages: the backend that describes itself imports them.
    write_pages()
    document = described_api()
    write_client(document, CLIENT)
    DOCUMENT.write_bytes(document)
    remember(fingerprint(document))
    note(f"{CLIENT.relative_to(ROOT)} is up to date")


def write_pages() -> None:
    pages = described_pages()
    PAGES.parent.mkdir(exist_ok=True)
    if not PAGES.exists() or PAGES.read_bytes() != pages:
        PAGES.write_bytes(pages)
        note(f"{PAGES.relative_to(ROOT)} is up to date")


def write_document() -> None:
    """Write the document alone."""
    LOCAL.mkdir(exist_ok=True)
    DOCUMENT.write_bytes(described_api())
    note(f"{DOCUMENT.relative_to(ROOT)} is up to date")


def generate_if_changed() -> None:
    """Write them anew only when the API has changed: what the watcher of `just dev` needs, many times an hour."""
    if not CLIENT.exists() or not DOCUMENT.exists() or DOCUMENT.read_bytes() != described_api():
        generate()


def check() -> None:
    """Compare what is there with what the routes and the backend would give now.

    Raises:
        ToolError: something is missing or stale.
    """
    if not PAGES.exists() or PAGES.read_bytes() != described_pages():
        raise ToolError(f"{PAGES.relative_to(ROOT)} is stale. Run `just generate`.")
    document = described_api()
    # Generating takes longer than all else here, and the same always gives the same.
    known = fingerprint(document)
    if CHECKED.exists() and CHECKED.read_text() == known:
        return
    with tempfile.TemporaryDirectory(dir=LOCAL) as directory:
        fresh = Path(directory) / "generated"
        write_client(document, fresh)
        if contents(fresh) != contents(CLIENT):
            raise ToolError(f"{CLIENT.relative_to(ROOT)} is stale. Run `just generate`.")
    remember(known)


def mend() -> None:
    """Write them anew only when something is missing or stale."""
    try:
        check()
    except ToolError:
        generate()


def remember(known: str) -> None:
    CHECKED.parent.mkdir(exist_ok=True)
    CHECKED.write_text(known)


def fingerprint(document: bytes) -> str:
    """Changes with all that a comparison of the client depends on: both sides of it, the generator and its settings."""
    digest = hashlib.sha256(document)
    for file in (WEB / "openapi-ts.config.ts", WEB / "pnpm-lock.yaml"):
        digest.update(file.read_bytes())
    digest.update(repr(sorted(contents(CLIENT).items())).encode())
    return digest.hexdigest()


def described_api() -> bytes:
    answer = subprocess.run(
        [sys.executable, "-m", "app", "openapi"], cwd=ROOT, capture_output=True, check=False
    )
    if answer.returncode:
        raise ToolError(f"The API could not be described:\n{answer.stderr.decode().strip()}")
    return answer.stdout


def write_client(document: bytes, directory: Path) -> None:
    LOCAL.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=LOCAL, suffix=".json") as file:
        file.write(document)
        file.flush()
        run(
            ["pnpm", "--dir", "web", "--silent", "generate", "--output", directory],
            failure="The TypeScript client could not be generated",
            environment={"OPENAPI_DOCUMENT": file.name},
        )


def contents(directory: Path) -> dict[Path, bytes]:
    files = (file for file in directory.rglob("*") if file.is_file())
    return {file.relative_to(directory): file.read_bytes() for file in files}


def main() -> None:
    parser = argparse.ArgumentParser(prog="just generate", description=__doc__)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help="fail when something is stale")
    how.add_argument(
        "--if-changed", action="store_true", help="do nothing when the API has not changed"
    )
    how.add_argument("--mend", action="store_true", help="do nothing when all is as it shall be")
    how.add_argument("--pages", action="store_true", help="write the pages' addresses alone")
    how.add_argument("--document", action="store_true", help="write the OpenAPI document alone")
    words = parser.parse_args()
    try:
        if words.pages:
            write_pages()
        elif words.document:
            write_document()
        elif words.check:
            check()
        elif words.mend:
            mend()
        elif words.if_changed:
            generate_if_changed()
        else:
            generate()
    except ToolError as error:
        stop(error)


if __name__ == "__main__":
    main()
