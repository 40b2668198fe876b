from typing import Any

import pytest

from app.core import pages
from tools.pages import formatted, list_pages, module_of, names_pages

ROUTES: list[dict[str, Any]] = [
    {
        "id": "root",
        "path": "",
        "children": [
            {"id": "landing", "index": True},
            {
                "id": "frame",
                "children": [{"id": "oats", "path": "oats"}, {"id": "oat", "path": "oats/:oatId"}],
            },
            {
                "id": "nested",
                "path": "mills",
                "children": [{"id": "mill", "path": ":millId/:part?"}],
            },
            {"id": "unknown", "path": "*"},
        ],
    }
]


def run(source: str) -> dict[str, Any]:
    module: dict[str, Any] = {}
    exec(compile(source, "pages.py", "exec"), module)
    return module


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    class Settings:
        public_url = "https://here.example"

    monkeypatch.setattr(pages, "settings", Settings)


def test_pages_are_found_below_layouts_and_paths_and_the_one_for_all_else_is_none() -> None:
    assert list_pages(ROUTES) == ["/", "/mills/:millId/:part?", "/oats", "/oats/:oatId"]


@pytest.mark.usefixtures("no_settings")
def test_the_module_builds_the_address_of_each_page() -> None:
    page_url = run(module_of(list_pages(ROUTES)))["page_url"]

    assert page_url("/oats/:oatId", oat_id="7") == "https://here.example/oats/7"
    assert page_url("/mills/:millId/:part?", mill_id="a") == "https://here.example/mills/a"
    assert page_url("/oats") == "https://here.example/oats"


@pytest.mark.usefixtures("no_settings")
@pytest.mark.parametrize(
    ("known", "given", "address"),
    [
        (["/", "/oats"], {}, "https://here.example/oats"),
        (["/oats/:oatId"], {"oat_id": "7"}, "https://here.example/oats/7"),
    ],
)
def test_pages_that_all_need_the_same_are_one_plain_function(
    known: list[str], given: dict[str, str], address: str
) -> None:
    source = module_of(known)

    assert "overload" not in source
    assert run(source)["page_url"](known[-1], **given) == address


def test_what_is_written_is_formatted_as_the_linter_wants_it() -> None:
    assert formatted('PAGES = (  "/",)\n') == b'PAGES = ("/",)\n'


def test_the_watcher_wakes_for_files_that_name_pages_alone() -> None:
    assert names_pages(None, "/web/app/features/oats/feature.ts")
    assert not names_pages(None, "/web/app/features/oats/pages/oats.tsx")
