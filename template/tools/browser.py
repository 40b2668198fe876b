"""The Chromium that the browser tests drive: found on the machine, or installed."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.environment.values import named
from tools.terminal import ToolError, heading, note, run

PROGRAMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
DEBIAN_PACKAGES = ["chromium-headless-shell", "libnss3-tools"]


def find(*, window: bool = False) -> Path | None:
    """The browser to use: the one that CHROMIUM names, Playwright's own, or one on PATH; with `window` one that has one."""
    if chosen := named("CHROMIUM"):
        return Path(chosen)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    shells = sorted(own.parents[2].glob("chromium_headless_shell-*/*/*headless*shell"))
    for candidate in [own] if window else [*shells, own]:
        if candidate.exists():
            return candidate
    return on_path(window=window)


def on_path(*, window: bool) -> Path | None:
    # A headless shell takes the wish for a window without a word, and shows none.
    programs = PROGRAMS[1:] if window else PROGRAMS
    return next((Path(path) for path in map(shutil.which, programs) if path), None)


def install() -> None:
    """Bring a browser, and `certutil`, which makes it trust the certificate that the tests draw for themselves.

    Raises:
        ToolError: neither Playwright nor the system's package manager could; with what to do by hand.
    """
    # The system's package manager serves one at a time and refuses others, and several projects may be set up at once.
    lock = Path(tempfile.gettempdir()) / f"browser-for-tests-{os.geteuid()}.lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if find() is None:
            heading("A browser for the tests")
            download = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
            if subprocess.run(download, capture_output=True, check=False).returncode:
                note("Playwright's download does not work here; trying the system's packages.")
                install_debian_packages()
        if sys.platform == "linux" and shutil.which("certutil") is None:
            heading("certutil for the tests")
            install_debian_packages()
    note(f"browser: {find()}")


def install_debian_packages() -> None:
    by_hand = f"Install {' and '.join(DEBIAN_PACKAGES)} (or Chromium and NSS's certutil) by hand, then `just setup` again."
    if shutil.which("apt-get") is None:
        raise ToolError(f"No browser for the tests. {by_hand}")
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    silent = {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (
        ["apt-get", "update", "--quiet=2"],
        ["apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", *DEBIAN_PACKAGES],
    ):
        run([*as_root, *words], failure=by_hand, environment=silent)
