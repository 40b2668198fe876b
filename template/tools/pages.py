"""The typed border in the other direction: the router's pages turned into app/generated/pages.py."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from app.core.pages import PARAMETER, snake_case
from tools.project import ROOT
from tools.terminal import ToolError

HEAD = '''"""The pages of web/app/routes.ts. Written by `just generate`; edit those."""

from typing import Literal{imports}

from app.core.pages import page_address

PAGES = {pages}
'''

BODY = '''

def page_url(page: {type}{parameters}) -> str:
    """The absolute address of a page, for mails and everything else outside the app."""
    return page_address(page, {values})
'''

OVERLOAD = """

@overload
def page_url(page: {type}{parameters}) -> str: ..."""


def described_pages() -> bytes:
    """The Python module that knows all pages, formatted.

    Raises:
        ToolError: the router cannot list them.
    """
    return formatted(module_of(list_pages(json.loads(router_answer()))))


def router_answer() -> str:
    words = ["pnpm", "--dir", "web", "--silent", "exec", "react-router", "routes", "--json"]
    try:
        answer = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise ToolError("The pages could not be listed: `pnpm` is not installed.") from None
    if answer.returncode:
        raise ToolError(f"The pages could not be listed:\n{answer.stderr.strip()}")
    return answer.stdout


def list_pages(routes: list[dict[str, Any]]) -> list[str]:
    """The patterns of all pages, sorted: `/`, `/invoices`, `/invoices/:invoiceId`. The page for unknown addresses is none."""
    return sorted({page for route in routes for page in pages_below(route, "")})


def pages_below(route: dict[str, Any], parent: str) -> Iterator[str]:
    own = (route.get("path") or "").strip("/")
    path = f"{parent}/{own}" if own else parent
    children = route.get("children") or []
    # A layout without a path is no page; with one, it is shown at that path around nothing, which nobody links to.
    if not children and not own.endswith("*"):
        yield path or "/"
    for child in children:
        yield from pages_below(child, path)


def module_of(pages: list[str]) -> str:
    """The source: a function whose types know each page and what its address needs."""
    signatures: dict[str, list[str]] = {}
    for page in pages:
        signatures.setdefault(parameters_of(page), []).append(page)
    literals = {
        parameters: f"Literal[{', '.join(json.dumps(page) for page in group)}]"
        for parameters, group in signatures.items()
    }
    names = ", ".join(json.dumps(page) for page in pages)
    several = len(literals) > 1
    source = HEAD.format(imports=", overload" if several else "", pages=f"({names},)")
    if not several:
        ((parameters, literal),) = literals.items()
        return source + BODY.format(type=literal, parameters=parameters, values=values_of(pages[0]))
    for parameters, literal in literals.items():
        source += OVERLOAD.format(type=literal, parameters=parameters)
    return source + BODY.format(type="str", parameters=", **values: object", values="values")


def parameters_of(page: str) -> str:
    """The parameters of a page as they stand in a signature."""
    given = [
        f"{snake_case(name)}: object{' = None' if optional else ''}"
        for name, optional in PARAMETER.findall(page)
    ]
    return f", *, {', '.join(given)}" if given else ""


def values_of(page: str) -> str:
    names = [snake_case(name) for name, _ in PARAMETER.findall(page)]
    return "{" + ", ".join(f'"{name}": {name}' for name in names) + "}"


def names_pages(_: object, file: str) -> bool:
    """For the watcher of `just dev`: whether a changed file may name other pages."""
    return file.endswith(("/routes.ts", "/features.ts", "/feature.ts"))


def formatted(source: str) -> bytes:
    answer = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--stdin-filename", "app/generated/pages.py", "-"],
        cwd=ROOT,
        input=source.encode(),
        capture_output=True,
        check=False,
    )
    if answer.returncode:
        raise ToolError(f"The addresses of the pages are no Python:\n{answer.stderr.decode()}")
    return answer.stdout
