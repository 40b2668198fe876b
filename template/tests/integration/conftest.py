"""Browser tests: a real Chromium against the production build, served over HTTPS by the product's own processes.

With --base-url they walk through a product that runs already, as `just dev --check` has it.
"""

import os
import platform
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.authentication import ROUTES
from tests.integration.becoming import Become, become, become_by
from tests.integration.certificate import Certificate, draw_certificate
from tests.integration.inbox import CaughtMail, Inbox, InboxPage
from tests.integration.server import Server, start_server, variables_of_surroundings
from tests.integration.utils import forget
from tools.browser import find
from tools.pictures import Album

#: What the browser's console has shown during a test that nobody expected.
CONSOLE_ERRORS = pytest.StashKey[list[str]]()

# What is expected comes at once on an idle machine; one that does other things too may take its time.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return draw_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="session", autouse=True)
def _trusting_driver(certificate: Certificate) -> Iterator[None]:
    """The browser's driver, which sends `page.request` itself, is told whom to trust before it starts."""
    with pytest.MonkeyPatch.context() as variables:
        variables.setenv("NODE_EXTRA_CA_CERTS", str(certificate.authority))
        yield


@pytest.fixture(scope="session")
def server(
    request: pytest.FixtureRequest,
    certificate: Certificate,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    """The web process and the worker, on a database of their own."""
    environment = {
        **request.getfixturevalue("process_environment"),
        **request.getfixturevalue("measuring"),
    }
    request.getfixturevalue("worker_process")
    with (
        variables_of_surroundings() as variables,
        start_server(
            environment | variables, certificate, tmp_path_factory.mktemp("server")
        ) as server,
    ):
        yield server


@pytest.fixture(scope="session")
def base_url(request: pytest.FixtureRequest) -> str:
    """The product's address: the one that --base-url names, or the one of a server started for the tests."""
    named = request.config.getoption("base_url")
    return named or request.getfixturevalue("server").url


@pytest.fixture(scope="session")
def server_log(request: pytest.FixtureRequest) -> Path | None:
    """Where the server of the tests writes; None for a product that runs already."""
    if request.config.getoption("base_url"):
        return None
    return request.getfixturevalue("server").log_file


@pytest.fixture
def inbox(request: pytest.FixtureRequest, context: BrowserContext) -> Inbox:
    if request.config.getoption("base_url"):
        return InboxPage(context, os.environ["MAIL_INBOX_URL"])
    return CaughtMail(request.getfixturevalue("mailbox"))


@pytest.fixture(name="become")
def _become(request: pytest.FixtureRequest, inbox: Inbox) -> Become:
    return become_by(inbox) if request.config.getoption("base_url") else become


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, object],
    certificate: Certificate,
    pytestconfig: pytest.Config,
) -> dict[str, object]:
    window = pytestconfig.getoption("headed")
    executable = find(window=window)
    assert executable or not window, "No browser has a window: uv run playwright install chromium"
    assert executable, "There is no browser. Run `just setup`."
    return {
        **browser_type_launch_args,
        "executable_path": str(executable),
        # Letters look alike whatever the machine's own settings say.
        "args": ["--font-render-hinting=none", "--disable-lcd-text"],
        # Chromium looks for certificates that it shall trust in the home directory.
        "env": {**os.environ, "HOME": str(certificate.home)},
    }


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Iterator[Browser]:
    """The browser, all of whose windows are given what they would fetch from elsewhere."""
    new_context = browser.new_context

    def prepared_context(*arguments: Any, **options: Any) -> BrowserContext:
        context = new_context(*arguments, **options)
        for address, answer in ROUTES.items():
            context.route(address, answer)
        return context

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(browser, "new_context", prepared_context)
        yield browser


@pytest.fixture
def album(request: pytest.FixtureRequest, browser: Browser, output_path: str) -> Iterator[Album]:
    """The pictures in the folder beside the test, which fails when pages look different from them."""
    headed = ", headed" if request.config.getoption("headed") else ""
    album = Album(
        folder=request.path.parent / "pictures",
        maker=f"Chromium {browser.version} on {sys.platform} {platform.machine()}{headed}",
        report=Path(output_path),
        taking=request.config.getoption("take_pictures"),
    )
    yield album
    request.node.user_properties += [("words", words) for words in album.words()]


@pytest.fixture
def still_page(new_context: CreateContextCallback) -> Page:
    """A page without motion. The policy for styles is off: a picture hides some things by a style of its own."""
    return new_context(bypass_csp=True, reduced_motion="reduce", timezone_id="UTC").new_page()


@pytest.fixture(scope="session")
def kept_context(
    browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[BrowserContext]:
    """A browser that has seen the product before: loading and compiling its scripts anew costs more than most tests."""
    with browser.new_context(**browser_context_args) as context:
        context.tracing.start(snapshots=True, sources=True)
        yield context


@pytest.fixture
def context(
    request: pytest.FixtureRequest, kept_context: BrowserContext, base_url: str, output_path: str
) -> Iterator[BrowserContext]:
    """A browser that has forgotten all that the last test did. The trace of a test that fails is kept, for `just trace`.

    Not by the options of pytest-playwright, which pack the trace of each test, and take pictures of it all the while,
    whether it fails or not: that doubles what the tests cost.
    """
    if any(request.config.getoption(each) != "off" for each in ("tracing", "screenshot", "video")):
        recorded: BrowserContext = request.getfixturevalue("new_context")()
        yield recorded
        return
    kept_context.clear_permissions()
    kept_context.tracing.start_chunk()
    yield kept_context
    trace = Path(output_path, "trace.zip") if has_failed(request.node) else None
    kept_context.tracing.stop_chunk(path=trace)
    for page in kept_context.pages:
        page.close()


@pytest.fixture
def page(
    page: Page,
    request: pytest.FixtureRequest,
    base_url: str,
    server_log: Path | None,
    output_path: str,
) -> Iterator[Page]:
    """A page that fails its test when the browser's console shows an error nobody expected."""
    forget(page, base_url)
    errors = request.node.stash.setdefault(CONSOLE_ERRORS, [])
    console: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        console.append(f"{message.type}: {message.text}")
        if message.type == "error" and not names_refused_request(message):
            errors.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: errors.append(str(error)))
    if request.config.getoption("pause"):
        page.pause()
    yield page
    if has_failed(request.node):
        keep_evidence(page, console, server_log, Path(output_path))
    if has_failed(request.node) and request.config.getoption("pause"):
        page.pause()


def has_failed(item: pytest.Item) -> bool:
    """Whether a test has failed so far."""
    return getattr(item, "failed", False)


def names_refused_request(message: ConsoleMessage) -> bool:
    """Chromium logs every answer from 400 on; that one refuses is what many tests are about."""
    return message.text.startswith("Failed to load resource") and " 4" in message.text


def keep_evidence(page: Page, console: list[str], server_log: Path | None, directory: Path) -> None:
    """Put the page's document, its console, a picture of it and the server's log beside the trace."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "console.log").write_text("".join(f"{line}\n" for line in console))
    (directory / "page.html").write_text(page.content())
    page.screenshot(path=directory / "page.png")
    if server_log:
        (directory / "server.log").write_bytes(server_log.read_bytes())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Fail a test whose pages look different, or are unwell, after all of them were looked at."""
    yield
    # Not in the fixtures, where it would be an error in clearing up after a test that has passed.
    if errors := item.stash.get(CONSOLE_ERRORS, []):
        pytest.fail("The browser's console shows errors:\n" + "\n".join(errors), pytrace=False)
    album = getattr(item, "funcargs", {}).get("album")
    if album and album.complaint():
        pytest.fail(album.complaint(), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True  # ty: ignore[missing-attribute] - read by `has_failed`
    return report
