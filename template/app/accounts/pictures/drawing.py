"""Drawing a picture anew, from a file that may be anything."""

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from app.accounts.pictures.errors import PictureTooLarge, PictureUnreadable

if TYPE_CHECKING:
    from PIL.Image import Image

#: What browsers and telephones make. Each further format would be one more decoder that strangers reach.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
#: A small file can become a picture that fills the memory. So many points take 50 MB.
MOST_POINTS = 12_000_000
#: The lengths of a side, twice as many points as it is shown with.
SMALL, LARGE = 96, 384
#: The type of what is drawn.
MEDIA_TYPE = "image/webp"


class Drawn(NamedTuple):
    """The same picture in two sizes, square, as WebP."""

    small: bytes
    large: bytes


def draw(file: bytes) -> Drawn:
    """Take the middle of a picture, upright as its camera was held. What else was in the file is lost, as the place where it was taken.

    Raises:
        PictureUnreadable: it is none, or of another format, or broken.
        PictureTooLarge: it would take too much memory.
    """
    # Imported when there is something to draw, to keep every other process light.
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(file), formats=FORMATS) as found:
            # Known from its first bytes; nothing is unpacked yet.
            if found.width * found.height > MOST_POINTS:
                raise PictureTooLarge
            # JPEGs are unpacked in a smaller size at once.
            found.draft("RGB", (2 * LARGE, 2 * LARGE))
            upright = ImageOps.exif_transpose(found).convert("RGBA")
            large = ImageOps.fit(upright, (LARGE, LARGE))
    except PictureTooLarge:
        raise
    except Image.DecompressionBombError:
        raise PictureTooLarge from None
    except Exception as error:
        # A broken file lets Pillow stumble in many ways: EOFError, OSError, struct.error, SyntaxError, ValueError, ….
        raise PictureUnreadable(internal=repr(error)) from error
    return Drawn(packed(large.resize((SMALL, SMALL), Image.Resampling.LANCZOS)), packed(large))


def packed(drawn: "Image") -> bytes:
    from PIL import Image

    # A picture of our own has no remarks that the file's author wrote.
    clean = Image.new("RGBA", drawn.size)
    clean.paste(drawn)
    written = BytesIO()
    clean.save(written, format="WEBP", quality=82)
    return written.getvalue()
