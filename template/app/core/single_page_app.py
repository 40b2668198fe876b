"""The built pages, for every path outside /api."""

import os
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from app.core.project import ROOT

BUILD = ROOT / "web" / "build" / "client"
ONE_YEAR = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"


class SinglePageApp:
    """Answers with a file of the build, or with its index.html, whose router knows the path.

    The files are listed once; a request's path is looked up among them and never joined to a directory, so no path leads
    out of the build.
    """

    def __init__(self, build: Path = BUILD) -> None:
        self.build = build
        self.files: dict[str, Path] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise RuntimeError(f"There is no {scope['type']} here.")
        await self.answer(scope["method"], scope["path"])(scope, receive, send)

    def answer(self, method: str, path: str) -> Response:
        """Raises HTTPException: 404 for what is no page, 405 for what does not read."""
        if path == "/api" or path.startswith("/api/"):
            raise HTTPException(404)
        if method not in {"GET", "HEAD"}:
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        file = self.find(path)
        if file is not None:
            cache = ONE_YEAR if path.startswith("/assets/") else ASK_FIRST
            return FileResponse(file, headers={"Cache-Control": cache})
        if not is_page(path):
            raise HTTPException(404)
        index = self.find("/index.html")
        if index is None:
            return PlainTextResponse(
                "The pages are not built yet. Run `just web build`, "
                "or `just dev` to work on them.\n",
                status_code=503,
            )
        return FileResponse(index, headers={"Cache-Control": ASK_FIRST})

    def find(self, path: str) -> Path | None:
        """The file of the build that has this path."""
        if path not in self.files and not self.files:
            self.files = list_files(self.build)
        return self.files.get(path)


def list_files(build: Path) -> dict[str, Path]:
    """The files in a folder by the path that a browser asks for. Links are not followed."""
    return {
        "/" + Path(folder, name).relative_to(build).as_posix(): Path(folder, name)
        for folder, _, names in os.walk(build)
        for name in names
        if not Path(folder, name).is_symlink()
    }


def is_page(path: str) -> bool:
    """Whether a path may be one of the router's pages: printable, made of plain segments, and without an extension."""
    segments = path.split("/")[1:]
    ordinary = all(segment not in {".", ".."} for segment in segments)
    return (
        path.startswith("/")
        and not path.startswith("//")
        and path.isprintable()
        and "\\" not in path
        and ordinary
        and "." not in segments[-1]
    )
