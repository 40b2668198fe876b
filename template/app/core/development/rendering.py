"""How the pages for development are made: on the server, without a script, so that they need no build."""

import functools
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.core.models import utc_now
from app.core.project import project
from app.core.security_headers import page_policy

FOLDER = Path(__file__).parent / "templates"
STYLE = FOLDER / "development.css"
DEVELOPMENT = "/api/development"


@functools.cache
def templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["age"] = age
    environment.filters["moment"] = moment
    return environment


def page(
    request: Request, template: str, *, home: str = DEVELOPMENT, **values: Any
) -> HTMLResponse:
    """A page from a template in templates/. What it links to is below `home`."""
    text = (
        templates()
        .get_template(template)
        .render(
            product=project(),
            path=request.url.path,
            home=home,
            is_development=home == DEVELOPMENT,
            **values,
        )
    )
    # Mails are shown in a frame.
    policy = f"{page_policy()}; frame-src 'self'"
    return HTMLResponse(text, headers={"Content-Security-Policy": policy})


def age(time: datetime) -> str:
    """How far from now a time is, in its largest unit."""
    seconds = abs((utc_now() - time).total_seconds())
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= length:
            return f"{int(seconds // length)} {unit}"
    return f"{int(seconds)} s"


def moment(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S} UTC"
