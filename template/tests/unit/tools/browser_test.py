from pathlib import Path

import pytest

from tools.browser import on_path


def install(folder: Path, name: str) -> Path:
    (folder / name).touch(mode=0o755)
    return folder / name


def test_somebody_who_wants_to_watch_gets_a_browser_with_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    shell = install(tmp_path, "chromium-headless-shell")

    assert on_path(window=False) == shell
    assert on_path(window=True) is None

    whole = install(tmp_path, "chromium")
    assert on_path(window=False) == shell
    assert on_path(window=True) == whole
