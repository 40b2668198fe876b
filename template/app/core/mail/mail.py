"""What a mail is, and what it says."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.core.mail.plain_text import read
from app.core.project import ROOT, project
from app.core.settings import settings

APP = ROOT / "app"
STYLE = APP / "core" / "emails" / "mail.css"


@dataclass(frozen=True)
class Letter:
    """A mail as somebody gets it."""

    subject: str
    html: str
    text: str


@dataclass(frozen=True)
class Mail:
    """A mail that the product sends: the path of its template, and an example of every value that it needs."""

    template: Path
    example: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The feature and the template: `accounts/welcome`."""
        path = self.template.relative_to(APP)
        return f"{path.parts[0]}/{path.stem}"

    def write(self, values: Mapping[str, Any]) -> Letter:
        """The mail with these values.

        Raises:
            TypeError: they are not those of the example.
            jinja2.TemplateError: the template cannot be used.
        """
        if values.keys() != self.example.keys():
            raise TypeError(f"The mail {self.name} takes these values: {', '.join(self.example)}.")
        template = templates().get_template(self.template.relative_to(APP).as_posix())
        html = template.render(product=project(), public_url=settings().public_url, **values)
        read_letter = read(html)
        return Letter(on_one_line(read_letter.title), inline_styles(html), read_letter.text)


@functools.cache
def templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(APP), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def inline_styles(html: str) -> str:
    """The HTML with the rules of mail.css at each element, since many programs for mail read no others."""
    return inliner().inline(html)


@functools.cache
def inliner() -> Any:
    import css_inline

    return css_inline.CSSInliner(load_remote_stylesheets=False, extra_css=STYLE.read_text())


def on_one_line(text: str) -> str:
    """The text without anything that could end a header and begin another."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    # An encoded word would be decoded on its way into the header, with whatever it hides.
    return " ".join(printable.replace("=?", "= ?").split())
