"""Parts of files: what resumes a download and moves about in a film.

One range a request. A header that asks for several, or that nobody can read, is passed over and the whole file sent, as
RFC 9110 has it: nothing is gained by a thousand small parts but work for the server.
"""

import re

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send

#: The first and the last byte, or how many from the end.
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII | re.IGNORECASE)


class WholeFile(FileResponse):
    """The whole file, whatever part was asked for."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await super().__call__({**scope, "headers": []}, receive, send)


def asks_for_part(method: str, asked: Headers, tag: str, size: int) -> bool:
    """Whether a part of a file is what the client wants. `tag` is the one of what is there now, `size` its bytes.

    Raises:
        HTTPException: 416 when the file ends before the part begins.
    """
    found = RANGE.fullmatch(asked.get("range", ""))
    # What the client has a part of may be another file by now.
    if found is None or method != "GET" or asked.get("if-range", tag) != tag:
        return False
    first, last = found.groups()
    backwards = first and last and int(first) > int(last)
    if backwards or not (first or last):
        return False
    if int(first or 0) >= size or (not first and int(last) == 0):
        raise HTTPException(416, headers={"Content-Range": f"bytes */{size}"})
    return True
