"""The files of the built single-page app, listed once with all that is told about them."""

import functools
import hashlib
import mimetypes
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.core.observability.page import origins_of_observers
from app.core.security_headers import INLINE_SCRIPT, page_policy

INDEX = "/index.html"
ONE_YEAR = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
#: The compressed forms that the build lays beside a file, by their ending; the smallest first.
ENCODINGS = {".br": "br", ".zst": "zstd", ".gz": "gzip"}


@dataclass(frozen=True)
class Form:
    """A file as it lies there, or compressed. `tag` changes when its content does."""

    file: Path
    stat: os.stat_result
    tag: str


@dataclass(frozen=True)
class BuiltFile:
    """A file of the build and its compressed forms, by their encoding."""

    media_type: str
    headers: Mapping[str, str]
    plain: Form
    compressed: Mapping[str, Form] = field(default_factory=dict)


class Build:
    """A build in a folder. It is listed again when somebody builds anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.built_at = 0
        self.files: Mapping[str, BuiltFile] = {}

    def find(self, path: str) -> BuiltFile | None:
        """The file that a browser asks for by this path. Nothing is joined, so no path leads out of the folder."""
        try:
            built_at = (self.folder / INDEX[1:]).stat().st_mtime_ns
        except OSError:
            built_at = 0
        if built_at != self.built_at:
            self.files, self.built_at = list_files(self.folder), built_at
        return self.files.get(path)


def list_files(folder: Path) -> dict[str, BuiltFile]:
    """The files in a folder by the path that a browser asks for. Links are not followed."""
    found = {
        "/" + Path(parent, name).relative_to(folder).as_posix(): Path(parent, name)
        for parent, _, names in os.walk(folder)
        for name in names
        if not Path(parent, name).is_symlink()
    }
    return {path: describe(path, found) for path in found if plain_path(path) not in found}


def plain_path(path: str) -> str | None:
    """The path of the file whose compressed form this would be."""
    name, dot, ending = path.rpartition(".")
    return name if dot + ending in ENCODINGS else None


def describe(path: str, found: Mapping[str, Path]) -> BuiltFile:
    file = found[path]
    content = file.read_bytes()
    tag = hashlib.sha256(content).hexdigest()[:20]
    compressed = {
        encoding: Form(found[path + ending], found[path + ending].stat(), f'"{tag}-{encoding}"')
        for ending, encoding in ENCODINGS.items()
        if path + ending in found
    }
    headers = {"Cache-Control": ONE_YEAR if path.startswith("/assets/") else ASK_FIRST}
    if compressed:
        headers["Vary"] = "Accept-Encoding"
    if path.endswith(".html"):
        headers["Content-Security-Policy"] = page_policy(
            INLINE_SCRIPT.findall(content.decode()),
            connections=origins_of_observers(),
            further=sources_of_features(),
        )
    return BuiltFile(
        media_type=media_type(path),
        headers=headers,
        plain=Form(file, file.stat(), f'"{tag}"'),
        compressed=compressed,
    )


def sources_of_features() -> dict[str, list[str]]:
    """What the pages of features need from elsewhere, by directive of a content security policy."""
    from app.features import features

    found: dict[str, list[str]] = {}
    for feature in features:
        for directive, sources in (feature.page_sources() if feature.page_sources else {}).items():
            found.setdefault(directive, []).extend(sources)
    return found


@functools.cache
def media_types() -> mimetypes.MimeTypes:
    # Without the machine's own list, which differs from one to the next.
    types = mimetypes.MimeTypes()
    for ending, name in {
        ".webmanifest": "application/manifest+json",
        ".woff2": "font/woff2",
    }.items():
        types.add_type(name, ending)
    return types


def media_type(path: str) -> str:
    return media_types().guess_type(path)[0] or "application/octet-stream"
