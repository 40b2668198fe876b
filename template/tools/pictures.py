"""How pages look, compared pixel by pixel with the pictures that the repository keeps.

Letters and shadows come out differently from browser to browser, so a picture is compared only by one that could have made
it: each picture names its maker, the browser's build and the system. To all others it proves nothing, and they say so.
"""

import os
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from tools.project import ROOT

#: Kept pictures have each colour in steps of this size, of 255: they take a third of the room, and no eye sees it.
STEP = 8
#: How far each of a pixel's three colours may be off. Half a step is the kept picture's own fault.
COLOUR_TOLERANCE = 12
#: How many pixels may be off by more than that: less than a letter has.
PIXEL_TOLERANCE = 20
#: What has changed is shown in this colour, which no design has.
CHANGED = (255, 0, 160)

MAKER = "maker"
COMMAND = "just web pictures"


@dataclass(frozen=True)
class Difference:
    """How two pictures differ: in how many pixels, what share of all that is, and a picture of where."""

    pixels: int
    share: float
    picture: Image.Image

    def __str__(self) -> str:
        return f"{self.pixels} pixels ({100 * self.share:.1f} %)"


def difference(expected: Image.Image, actual: Image.Image) -> Difference | None:
    """None when they look alike."""
    size = (max(expected.width, actual.width), max(expected.height, actual.height))
    # What only one of them has counts as changed.
    before, after = on_canvas(expected, size, "black"), on_canvas(actual, size, "white")
    red, green, blue = ImageChops.difference(before, after).split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    changed = worst.point([255 * (off > COLOUR_TOLERANCE) for off in range(256)])
    pixels = changed.histogram()[255]
    if pixels <= PIXEL_TOLERANCE and expected.size == actual.size:
        return None
    pale = Image.blend(after.convert("L").convert("RGB"), Image.new("RGB", size, "white"), 0.7)
    pale.paste(CHANGED, mask=changed)
    return Difference(pixels, pixels / (size[0] * size[1]), pale)


def on_canvas(picture: Image.Image, size: tuple[int, int], background: str) -> Image.Image:
    canvas = Image.new("RGB", size, background)
    canvas.paste(picture)
    return canvas


def in_few_colours(picture: Image.Image) -> Image.Image:
    stepped = picture.point([min(255, round(value / STEP) * STEP) for value in range(256)] * 3)
    colours = stepped.getcolors(256)
    return stepped.quantize(len(colours), dither=Image.Dither.NONE) if colours else stepped


@dataclass
class Album:
    """The pictures of a folder, and what a test has found about them."""

    folder: Path
    #: Who draws here: the browser's build and the system.
    maker: str
    #: Where those that differ are shown.
    report: Path
    #: Whether to keep how pages look now, instead of comparing it.
    taking: bool = False
    #: What is wrong, by the name of the picture.
    wrong: dict[str, str] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    #: The makers of pictures that cannot be compared here.
    strangers: set[str] = field(default_factory=set)

    def compare(self, name: str, screenshot: bytes) -> None:
        """Compare a screenshot with the picture of that name. The first one becomes that picture."""
        actual = Image.open(BytesIO(screenshot)).convert("RGB")
        path = self.folder / f"{name}.png"
        if not path.exists():
            # On a machine that forgets it, it would be the first one each time.
            if "CI" in os.environ:
                self.wrong[name] = "has no picture yet"
                self.show(f"{name}.actual", actual)
            else:
                self.keep(name, actual)
            return
        with Image.open(path) as file:
            maker, expected = file.info.get(MAKER, "an unknown browser"), file.convert("RGB")
        if maker != self.maker and not self.taking:
            self.strangers.add(maker)
        elif found := difference(expected, actual):
            self.show(f"{name}.expected", expected)
            self.show(f"{name}.actual", actual)
            self.show(f"{name}.difference", found.picture)
            if self.taking:
                self.keep(name, actual, found)
            else:
                self.wrong[name] = f"looks different in {found}"
        elif maker != self.maker:
            self.keep(name, actual)

    def keep(self, name: str, picture: Image.Image, changed: Difference | None = None) -> None:
        self.folder.mkdir(exist_ok=True)
        maker = PngInfo()
        maker.add_text(MAKER, self.maker)
        kept = in_few_colours(picture)
        kept.save(self.folder / f"{name}.png", optimize=True, pnginfo=maker)
        self.taken.append(f"{name}, changed in {changed}" if changed else name)

    def show(self, name: str, picture: Image.Image) -> None:
        self.report.mkdir(parents=True, exist_ok=True)
        picture.save(self.report / f"{name}.png")

    def complaint(self) -> str:
        """What to tell the person whose change made pages look different; empty when all is well."""
        if not self.wrong:
            return ""
        lines = [f"    {name} {what}" for name, what in self.wrong.items()]
        return "\n".join(
            [
                f"Pages do not look as in {self.shown(self.folder)}:",
                *lines,
                f"What was expected, what is there and the difference: {self.shown(self.report)}/*.png",
                f"If it shall look so, take new pictures with `{COMMAND}`, and commit them.",
            ]
        )

    def words(self) -> list[str]:
        """What to say although all is well."""
        said = []
        if self.taken:
            names = "".join(f"\n    {name}" for name in self.taken)
            said.append(f"Taken for {self.shown(self.folder)}; look at them, then commit:{names}")
        if self.strangers:
            said.append(
                f"{self.shown(self.folder)}: nothing was compared. The pictures are by"
                f" {' and '.join(sorted(self.strangers))}, and this is {self.maker}. Take your own with `{COMMAND}`."
            )
        return said

    def shown(self, path: Path) -> Path:
        return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
