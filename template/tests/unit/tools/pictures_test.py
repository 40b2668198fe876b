from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tools.pictures import Album

MAKER = "Chromium 1 on a desk"


@pytest.fixture
def album(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Album:
    """With one picture, `page`, in it."""
    monkeypatch.delenv("CI", raising=False)
    opened(tmp_path).compare("page", screenshot())
    return opened(tmp_path)


def opened(directory: Path, *, maker: str = MAKER, taking: bool = False) -> Album:
    return Album(directory / "pictures", maker, directory / "report", taking)


def screenshot(colour: str = "#0d5b45", *, width: int = 40, height: int = 200) -> bytes:
    """A white page with a button in that colour."""
    picture = Image.new("RGB", (300, height), "#fbfaf7")
    ImageDraw.Draw(picture).rectangle((20, 20, 20 + width, 40), fill=colour)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def test_the_first_picture_is_kept_small_and_the_same_page_looks_like_it(album: Album) -> None:
    album.compare("page", screenshot())

    assert not album.complaint()
    assert not album.words()
    assert (album.folder / "page.png").stat().st_size < 1000


@pytest.mark.parametrize(
    "other", [screenshot("#0d6b45"), screenshot(width=44), screenshot(height=201)]
)
def test_another_colour_width_or_length_is_told_and_shown(album: Album, other: bytes) -> None:
    album.compare("page", other)

    assert "page looks different in" in album.complaint()
    assert "just web pictures" in album.complaint()
    shown = {file.name for file in album.report.iterdir()}
    assert shown == {"page.expected.png", "page.actual.png", "page.difference.png"}


def test_what_no_eye_sees_is_not_told(album: Album) -> None:
    album.compare("page", screenshot("#0f5d47"))

    assert not album.complaint()


def test_the_difference_marks_what_has_changed_and_nothing_else(album: Album) -> None:
    album.compare("page", screenshot(width=60))

    with Image.open(album.report / "page.difference.png") as difference:
        pixels = difference.convert("RGB")
    assert pixels.getpixel((75, 30)) == (255, 0, 160)
    assert pixels.getpixel((30, 30)) != (255, 0, 160)
    assert pixels.getpixel((200, 150)) != (255, 0, 160)


def test_with_another_browser_nothing_is_compared_and_that_is_said(album: Album) -> None:
    stranger = opened(album.folder.parent, maker="Chromium 2 on a lap")
    stranger.compare("page", screenshot("red"))

    assert not stranger.complaint()
    [words] = stranger.words()
    assert "nothing was compared" in words
    assert "by Chromium 1 on a desk, and this is Chromium 2 on a lap" in words


def test_new_pictures_are_taken_on_request_and_then_hold(album: Album) -> None:
    taking = opened(album.folder.parent, maker="Chromium 2 on a lap", taking=True)
    taking.compare("page", screenshot("red"))
    assert not taking.complaint()
    assert "page, changed in" in taking.words()[0]

    later = opened(album.folder.parent, maker="Chromium 2 on a lap")
    later.compare("page", screenshot("red"))
    assert not later.complaint()
    assert not later.words()


def test_pictures_taken_anew_that_look_as_before_are_left_alone(album: Album) -> None:
    before = (album.folder / "page.png").stat().st_mtime_ns
    taking = opened(album.folder.parent, taking=True)
    taking.compare("page", screenshot("#0e5c46"))

    assert not taking.words()
    assert (album.folder / "page.png").stat().st_mtime_ns == before


def test_a_picture_that_nobody_committed_fails_where_it_would_be_lost(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    album.compare("new-page", screenshot())

    assert "new-page has no picture yet" in album.complaint()
    assert not (album.folder / "new-page.png").exists()
    assert (album.report / "new-page.actual.png").exists()
