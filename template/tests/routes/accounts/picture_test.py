import zlib
from io import BytesIO
from typing import Any

import pytest
from fastapi.testclient import TestClient
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from sqlmodel import Session, select

from app.accounts.models import Picture, User
from app.accounts.pictures import service
from tests.assertions import assert_problem

ME, PICTURE = "/api/accounts/me", "/api/accounts/me/picture"
RED, BLUE = (200, 30, 30), (30, 30, 200)


def file_of(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    written = BytesIO()
    picture.save(written, format=kind, **options)
    return written.getvalue()


def plain(color: tuple[int, int, int] = RED, size: tuple[int, int] = (40, 60)) -> Image.Image:
    return Image.new("RGB", size, color)


def put(client: TestClient, file: bytes) -> Any:
    return client.put(PICTURE, content=file, headers={"Content-Type": "application/octet-stream"})


def color_at(picture: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    color: Any = picture.convert("RGB").getpixel((x, y))
    return color


def shown(client: TestClient, size: str = "large") -> Image.Image:
    answer = client.get(f"{PICTURE}/{size}")
    assert answer.status_code == 200
    return Image.open(BytesIO(answer.content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_people_are_shown_by_a_picture_in_two_sizes(user_client: TestClient, kind: str) -> None:
    answer = put(user_client, file_of(plain(), kind))

    assert answer.status_code == 200
    assert answer.json()["picture"]
    assert user_client.get(ME).json() == answer.json()
    for size, side in (("small", 96), ("large", 384)):
        drawn = shown(user_client, size)
        assert (drawn.format, drawn.size) == ("WEBP", (side, side))
        red, _, blue = color_at(drawn, side // 2, side // 2)
        assert red > 150 > blue


def test_another_picture_has_another_name_and_replaces_the_first(
    user_client: TestClient, database: Session
) -> None:
    first = put(user_client, file_of(plain(RED))).json()["picture"]
    second = put(user_client, file_of(plain(BLUE))).json()["picture"]

    assert first != second
    assert len(database.exec(select(Picture)).all()) == 1
    red, _, blue = color_at(shown(user_client), 50, 50)
    assert blue > 150 > red


def test_nothing_that_was_in_the_file_beside_the_picture_survives(user_client: TestClient) -> None:
    remarks, exif = PngInfo(), Image.Exif()
    remarks.add_text("Comment", "<script>alert(1)</script>")
    exif[0x010E] = "taken at home"
    file = file_of(plain(), pnginfo=remarks, exif=exif, icc_profile=b"profile of a camera")

    put(user_client, file + b"<?php system($_GET['c']); ?>")

    for size in ("small", "large"):
        content = user_client.get(f"{PICTURE}/{size}").content
        for word in (b"script", b"home", b"profile", b"php", b"EXIF", b"ICCP", b"XMP"):
            assert word not in content


def test_a_picture_stands_as_the_camera_was_held(user_client: TestClient) -> None:
    lying = plain(RED, (80, 40))
    lying.paste(BLUE, (0, 0, 40, 40))
    exif = Image.Exif()
    exif[0x0112] = 6

    put(user_client, file_of(lying, "JPEG", exif=exif, quality=95))

    drawn = shown(user_client)
    top, bottom = color_at(drawn, 192, 40), color_at(drawn, 192, 340)
    assert top[2] > top[0]
    assert bottom[0] > bottom[2]


@pytest.mark.parametrize(
    "file",
    [
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\xff" * 40,
        file_of(plain())[:60],
        file_of(plain(), "BMP"),
        file_of(plain(), "TIFF"),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 50 50\n",
        b'"a text"',
        b"\x00" * 1000,
    ],
)
def test_what_is_no_picture_is_told_so(
    user_client: TestClient, database: Session, file: bytes
) -> None:
    assert_problem(put(user_client, file), 422, "picture_unreadable")
    assert database.exec(select(Picture)).all() == []


def test_nothing_is_no_picture(user_client: TestClient) -> None:
    assert put(user_client, b"").status_code == 422


@pytest.mark.parametrize("size", [(4001, 3000), (20_000, 20_000)])
def test_a_small_file_that_would_fill_the_memory_is_refused_before_it_is_unpacked(
    user_client: TestClient, size: tuple[int, int]
) -> None:
    header = bytearray(file_of(plain()))
    for offset, length in ((16, size[0]), (20, size[1])):
        header[offset : offset + 4] = length.to_bytes(4, "big")
    # The sum of the first part, over its name and what it says.
    header[29:33] = zlib.crc32(header[12:29]).to_bytes(4, "big")

    assert_problem(put(user_client, bytes(header)), 422, "picture_too_large")


def test_a_body_of_many_megabytes_is_refused(user_client: TestClient) -> None:
    assert put(user_client, b"x" * (1024 * 1024 + 1)).status_code == 413


def test_a_picture_is_removed(user_client: TestClient, database: Session) -> None:
    put(user_client, file_of(plain()))

    assert user_client.delete(PICTURE).json()["picture"] is None

    assert_problem(user_client.get(f"{PICTURE}/small"), 404, "not_found")
    assert database.exec(select(Picture)).all() == []
    assert user_client.delete(PICTURE).status_code == 200


def test_browsers_keep_it_and_ask_whether_it_is_still_that_one(user_client: TestClient) -> None:
    put(user_client, file_of(plain()))
    first = user_client.get(f"{PICTURE}/small")
    known = {"If-None-Match": first.headers["ETag"]}

    again = user_client.get(f"{PICTURE}/small", headers=known)

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Content-Type"] == "image/webp"
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    put(user_client, file_of(plain(BLUE)))
    assert user_client.get(f"{PICTURE}/small", headers=known).status_code == 200


def test_nobody_else_sees_it(
    user_client: TestClient, other_client: TestClient, client: TestClient
) -> None:
    put(user_client, file_of(plain()))
    etag = user_client.get(f"{PICTURE}/small").headers["ETag"]

    assert_problem(other_client.get(f"{PICTURE}/small"), 404, "not_found")
    nobody = client.get(f"{PICTURE}/small", headers={"If-None-Match": etag})
    assert_problem(nobody, 401, "not_signed_in")
    assert_problem(put(client, file_of(plain())), 401, "not_signed_in")


def test_pictures_are_changed_a_number_of_times_only(
    user_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "CHANGES", "1 per 1 hour")
    put(user_client, file_of(plain()))

    assert_problem(put(user_client, file_of(plain())), 429, "too_many_attempts")


def test_it_goes_with_the_account(user_client: TestClient, database: Session, user: User) -> None:
    put(user_client, file_of(plain()))

    database.delete(database.get_one(User, user.id))
    database.commit()

    assert database.exec(select(Picture)).all() == []
