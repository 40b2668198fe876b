import re
from pathlib import Path

import pytest

from app.core.pages import page_address
from app.core.settings import settings
from app.generated.pages import PAGES, page_url


@pytest.fixture(autouse=True)
def public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "DATABASE_URL": "postgresql://database.example/product",
        "REDIS_URL": "redis://redis.example",
        "PUBLIC_URL": "https://here.example/",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("app.core.pages.settings", settings.__wrapped__)


def test_a_page_is_reached_at_the_products_address() -> None:
    assert page_url("/sign-in") == "https://here.example/sign-in"
    assert page_url("/") == "https://here.example/"


@pytest.mark.parametrize(
    ("value", "segment"),
    [
        ("abc", "abc"),
        ("a/b", "a%2Fb"),
        ("../x", "..%2Fx"),
        ("?q=1#2", "%3Fq%3D1%232"),
        ("ä", "%C3%A4"),
    ],
)
def test_what_stands_in_an_address_cannot_lead_out_of_its_segment(value: str, segment: str) -> None:
    address = page_address("/oats/:oatId/edit", {"oat_id": value})
    assert address == f"https://here.example/oats/{segment}/edit"


def test_an_optional_parameter_may_be_left_out() -> None:
    assert page_address("/oats/:oatId?", {"oat_id": None}) == "https://here.example/oats"
    assert page_address("/oats/:oatId?", {"oat_id": 7}) == "https://here.example/oats/7"


@pytest.mark.parametrize("given", [{}, {"oat_id": ""}, {"oat_id": 1, "other": 2}])
def test_a_parameter_too_few_or_too_many_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"oat_id|other"):
        page_address("/oats/:oatId", given)


def test_every_page_of_every_feature_is_known() -> None:
    features = Path(__file__).resolve().parents[3] / "web" / "app" / "features"
    declared = {
        f"/{path}"
        for file in features.glob("*/feature.ts")
        for path in re.findall(r"\{ path: '([^']*)'", file.read_text())
    }
    assert declared
    assert declared <= set(PAGES)
