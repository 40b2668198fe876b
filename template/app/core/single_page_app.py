"""The built pages, for every path outside /api."""

from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from app.core.built_pages import INDEX, Build, BuiltFile
from app.core.byte_ranges import WholeFile, asks_for_part
from app.core.encodings import preferred
from app.core.observability.page import observers_of_page, tell_observers
from app.core.project import ROOT

BUILD = ROOT / "web" / "build" / "client"


class SinglePageApp:
    """Answers with a file of the build, or with its index.html, whose router knows the path."""

    def __init__(self, folder: Path = BUILD) -> None:
        self.build = Build(folder)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
            return
        response = self.answer(scope["method"], scope["path"], Headers(scope=scope))
        await response(scope, receive, send)

    def answer(self, method: str, path: str, headers: Headers) -> Response:
        """Raises HTTPException: 404 for what is no page, 405 for what does not read, 416 for a part that no file has."""
        if path == "/api" or path.startswith("/api/"):
            raise HTTPException(404)
        if method not in {"GET", "HEAD"}:
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        file = self.build.find(path)
        if file is not None and path != INDEX:
            return file_response(file, method, headers)
        index = self.build.find(INDEX)
        if not is_page(path) and path != INDEX:
            if index is None or not asks_for_page(headers):
                raise HTTPException(404)
            return missing_page(index)
        if index is None:
            return PlainTextResponse(
                "The pages are not built yet. Run `just web build`, "
                "or `just dev` to work on them.\n",
                status_code=503,
            )
        return watched_page(index) if observers_of_page() else file_response(index, method, headers)


def watched_page(index: BuiltFile) -> Response:
    """The page with the addresses of those who watch it, which no built file can know."""
    page = tell_observers(index.plain.file.read_text())
    plain = {name: value for name, value in index.headers.items() if name != "Vary"}
    return HTMLResponse(page, headers=plain)


def missing_page(index: BuiltFile) -> Response:
    """The page all the same, whose router shows a person that there is nothing; programs are told so by the status."""
    if observers_of_page():
        response = watched_page(index)
        response.status_code = 404
    else:
        response = WholeFile(index.plain.file, 404, index.headers, index.media_type)
    response.headers["Cache-Control"] = "no-store"
    return response


def asks_for_page(asked: Headers) -> bool:
    """Whether somebody went to an address. What a page fetches, scripts and pictures included, is asked for otherwise."""
    return "text/html" in asked.get("accept", "")


def file_response(file: BuiltFile, method: str, asked: Headers) -> Response:
    """The file in the form that the client likes best, or that it is the one that the client has."""
    form, headers = file.plain, dict(file.headers)
    # A part is one of the file, not of one of its compressed forms.
    part = asks_for_part(method, asked, form.tag, form.stat.st_size)
    if not part:
        encoding = preferred(asked.get("accept-encoding", ""), tuple(file.compressed))
        if encoding:
            form = file.compressed[encoding]
            headers["Content-Encoding"] = encoding
    headers["ETag"] = form.tag
    if is_known(form.tag, asked.get("if-none-match", "")):
        headers.pop("Content-Encoding", None)
        return Response(status_code=304, headers=headers)
    kind = FileResponse if part else WholeFile
    return kind(form.file, headers=headers, media_type=file.media_type, stat_result=form.stat)


def is_known(tag: str, if_none_match: str) -> bool:
    known = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    return tag in known or "*" in known


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
