"""Addresses of the app's pages, for whoever is outside of it: the readers of mails."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from app.core.settings import settings

PARAMETER = re.compile(r"/:(\w+)(\?)?")


def page_address(page: str, parameters: Mapping[str, object]) -> str:
    """The absolute address of a page of web/app/routes.ts. Take `app.generated.pages.page_url`, which knows their names.

    Raises:
        ValueError: a parameter of the page is missing or empty, or one was given that it does not have.
    """
    left = {name: str(value) for name, value in parameters.items() if value is not None}

    def segment(match: re.Match[str]) -> str:
        value = left.pop(snake_case(match[1]), "")
        if not value and not match[2]:
            raise ValueError(f"{page} needs {snake_case(match[1])}.")
        return f"/{quote(value, safe='')}" if value else ""

    path = PARAMETER.sub(segment, page)
    if left:
        raise ValueError(f"{page} has no {', '.join(left)}.")
    return settings().public_url.rstrip("/") + path


def snake_case(name: str) -> str:
    """`invoiceId` as `invoice_id`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
