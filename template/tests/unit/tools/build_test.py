from pathlib import Path

import pytest

from tools.testing.__main__ import PARTS, Part, without
from tools.testing.build import INSTALLED, build, is_kept

PNPM = """#!/bin/sh
mkdir -p "$2/build/client" && cp "$2/app/page.tsx" "$2/build/client/page.js" && exit ${BUILD_FAILS:-0}
"""


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose build is a copy of its only page."""
    web = tmp_path / "web"
    for name in ("app", "node_modules/.pnpm"):
        (web / name).mkdir(parents=True)
    (web / "app" / "page.tsx").write_text("page()")
    (web / INSTALLED).write_text("react: 19")
    (tmp_path / "project.json").write_text("{}")
    for name, text in {"pnpm": PNPM, "node": "#!/bin/sh\necho v24\n"}.items():
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return web


def test_a_build_is_kept_until_what_goes_into_it_changes(web: Path) -> None:
    assert not is_kept(web)
    assert build(web) == 0
    assert is_kept(web)

    (web / "node_modules" / "unused").write_text("not named by any lock")
    assert is_kept(web)


@pytest.mark.parametrize(
    "name",
    ["app/page.tsx", "app/another.tsx", ".env.local", INSTALLED, "../project.json", "../node"],
)
def test_whatever_goes_into_it_makes_it_anew(web: Path, name: str) -> None:
    build(web)

    file = web / name
    file.write_text(f"{file.read_text() if file.exists() else ''}\necho changed")

    assert not is_kept(web)
    assert build(web) == 0
    assert is_kept(web)


def test_a_file_that_has_gone_or_moved_does_too(web: Path) -> None:
    (web / "app" / "other.tsx").write_text("other()")
    build(web)
    (web / "app" / "other.tsx").rename(web / "app" / "another.tsx")

    assert not is_kept(web)


def test_what_a_build_is_told_by_a_variable_does_too(
    web: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(web)
    monkeypatch.setenv("VITE_COLOUR", "green")

    assert not is_kept(web)


def test_a_build_that_somebody_has_touched_is_made_anew(web: Path) -> None:
    build(web)
    (web / "build" / "client" / "page.js").write_text("mine()")

    assert not is_kept(web)


def test_a_build_that_failed_is_not_kept(web: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(web)
    monkeypatch.setenv("BUILD_FAILS", "3")

    assert build(web) == 3
    assert not is_kept(web)


def test_tests_in_a_browser_do_not_wait_for_a_build_that_is_kept() -> None:
    first, second = Part("first", ()), Part("second", (), after="first")

    assert without(first, [first, second]) == [Part("second", ())]
    assert all(part.after is None for part in without(PARTS[1], PARTS))
