import pytest

from app.core.encodings import preferred

AVAILABLE = ("br", "zstd", "gzip")


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd", "zstd"),
        ("GZIP", "gzip"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0, *", "zstd"),
        ("*;q=0.5", "br"),
        ("gzip; q=0.5 , identity;q=1", None),
        ("", None),
        ("identity", None),
        ("*;q=0", None),
        ("br;q=0, zstd;q=0, gzip;q=0", None),
        ("br;q=2, gzip;q=nan, zstd;q=-1", None),
        ("br;level=3", "br"),
        ("gzip" + "," * 100_000, "gzip"),
    ],
)
def test_the_form_that_a_client_likes_best(accepted: str, chosen: str | None) -> None:
    assert preferred(accepted, AVAILABLE) == chosen
