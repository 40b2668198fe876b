"""What a mail's HTML says to those who read text."""

from dataclasses import dataclass
from html.parser import HTMLParser

BLOCKS = {"p", "h1", "h2", "h3", "ul", "ol", "table", "tr", "td", "div", "blockquote", "hr"}
SILENT = {"style", "script", "title"}
#: Elements of these classes are for HTML alone.
HTML_ONLY = {"preview", "html-only"}
VOID = {"br", "hr", "img", "meta", "link", "input", "wbr", "col"}
#: What begins a signature, by the custom of mail.
SIGNATURE = "-- "


@dataclass(frozen=True)
class ReadMail:
    """The title and the text of a mail's HTML."""

    title: str
    text: str


def read(html: str) -> ReadMail:
    """The text of a mail: paragraphs, lists with dashes, and the address of each link behind its words."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return ReadMail(" ".join(reader.title.split()), "\n\n".join(reader.blocks) + "\n")


class Reader(HTMLParser):
    """Goes through the elements and gathers blocks of text."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.blocks: list[str] = []
        self.words = ""
        self.open: list[tuple[str, bool]] = []
        self.link: str | None = None
        self.link_began = 0

    @property
    def silent(self) -> bool:
        return any(hidden for _, hidden in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = set((values.get("class") or "").split())
        if tag not in VOID:
            self.open.append((tag, tag in SILENT or not classes.isdisjoint(HTML_ONLY)))
        if self.silent:
            return
        if tag in BLOCKS:
            self.end_block()
        if tag == "br":
            self.words += "\n"
        if tag == "li":
            self.words = f"{self.words.rstrip()}\n- "
        if tag == "img":
            self.words += values.get("alt") or ""
        if tag == "a":
            self.link, self.link_began = values.get("href"), len(self.words)
        if "footer" in classes:
            self.words += f"{SIGNATURE}\n"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link and not self.silent:
            self.end_link(self.link)
        while any(tag == name for name, _ in self.open):
            name, _ = self.open.pop()
            if name == tag:
                break
        if tag in BLOCKS and not self.silent:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "title":
            self.title += data
        if not self.silent:
            # Where a line ends in HTML says nothing.
            self.words += "".join(" " if c.isspace() else c for c in data)

    def end_link(self, address: str) -> None:
        words = " ".join(self.words[self.link_began :].split())
        if words != address:
            self.words = f"{self.words[: self.link_began]}{words}: {address}"
        self.link = None

    def end_block(self) -> None:
        lines = [" ".join(line.split(" ")).strip(" ") for line in self.words.split("\n")]
        lines = [" ".join(line.split()) if line != "--" else SIGNATURE for line in lines]
        text = "\n".join(lines).strip("\n")
        if text.strip():
            self.blocks.append(text)
        self.words = ""
