"""What the page's observers send when a person uses it: to a server that speaks the protocols of Sentry and PostHog."""

import json
import re
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session

from app.accounts import service
from app.accounts.errors import EmailTaken
from app.accounts.models import User
from app.core.project import ROOT
from app.core.settings import observability_settings, settings
from app.main import create_app
from tests.authentication import cookies_of
from tests.factories.accounts import UserFactory
from tests.integration.utils import forget
from tests.utils import free_port
from tests.vendors import Vendors


@pytest.fixture(scope="module")
def watched_url(servers: None, vendor_server: Vendors) -> Iterator[str]:
    """A product whose page is watched. It runs in this process, so that a test can break it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with pytest.MonkeyPatch.context() as variables:
        variables.setenv("SENTRY_DSN", vendor_server.sentry_dsn)
        variables.setenv("SENTRY_BROWSER_DSN", vendor_server.sentry_dsn.removesuffix("1") + "2")
        variables.setenv("SENTRY_OUTSIDE_PRODUCTION", "yes")
        variables.setenv("POSTHOG_KEY", "phc_public")
        variables.setenv("POSTHOG_HOST", f"http://{vendor_server.address}")
        variables.setenv("RELEASE", "f00dcafe")
        variables.setenv("PUBLIC_URL", address)
        settings.cache_clear()
        observability_settings.cache_clear()
        server = uvicorn.Server(
            uvicorn.Config(create_app(), port=port, log_config=None, lifespan="on")
        )
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "The server does not start."
            time.sleep(0.01)
        yield address
        server.should_exit = True
        thread.join()
    settings.cache_clear()
    observability_settings.cache_clear()


@pytest.fixture
def user(committed_database: Session) -> User:
    user = UserFactory.create(committed_database)
    committed_database.commit()
    return user


@pytest.fixture(scope="module")
def watched_context(browser: Browser, watched_url: str) -> Iterator[BrowserContext]:
    # PostHog does not count the visits of robots.
    with browser.new_context(base_url=watched_url, user_agent="Mozilla/5.0 Chrome/156") as context:
        context.add_init_script(
            "for (const name of ['webdriver', 'userAgentData'])"
            " Object.defineProperty(navigator, name, {value: undefined})"
        )
        yield context


@pytest.fixture
def context(watched_context: BrowserContext) -> Iterator[BrowserContext]:
    yield watched_context
    for page in watched_context.pages:
        page.close()


@pytest.fixture
def page(context: BrowserContext, watched_url: str) -> Page:
    """A page on which things may go wrong."""
    page = context.new_page()
    forget(page, watched_url)
    return page


@pytest.fixture
def signed_in(
    context: BrowserContext, watched_url: str, committed_database: Session, user: User
) -> User:
    cookies = cookies_of(committed_database, user)
    committed_database.commit()
    context.add_cookies(
        [{"name": name, "value": value, "url": watched_url} for name, value in cookies.items()]
    )
    return user


def reports_of_page(vendors: Vendors) -> list[dict[str, Any]]:
    return vendors.error_reports(project=2)


def reports_up_to_now(page: Page, vendors: Vendors, expected: int) -> list[dict[str, Any]]:
    """The page's reports by kind. A last one, sent after all others, shows that no more were on their way."""
    page.evaluate("setTimeout(() => { throw new Error('the last one') })")
    vendors.wait_for(
        lambda: (
            "the last one" in str(reports_of_page(vendors))
            and len(reports_of_page(vendors)) > expected
        )
    )
    found = [each for each in reports_of_page(vendors) if "the last one" not in str(each)]
    return sorted(found, key=lambda report: crash_of(report)["type"])


def crash_of(report: dict[str, Any]) -> dict[str, Any]:
    (crash,) = report["exception"]["values"]
    return crash


def test_an_error_in_the_page_is_reported_once_and_says_who_met_it(
    page: Page, vendors: Vendors, signed_in: User
) -> None:
    page.goto("/account?invitation=door-opener")
    expect(page.get_by_label("Name")).to_be_visible()

    page.evaluate("setTimeout(() => { throw new Error('token=hunter2 of a@mail.example') })")
    page.evaluate("void Promise.reject(new TypeError('nobody waits'))")

    thrown, rejected = reports_up_to_now(page, vendors, expected=2)
    assert crash_of(thrown)["value"] == "token=[hidden] of [e-mail]"
    assert crash_of(rejected)["type"] == "TypeError"
    for report in (thrown, rejected):
        assert report["user"] == {"id": signed_in.id}
        assert report["release"] == "f00dcafe"
        assert report["environment"] == "test"
        sent = json.dumps(report)
        for secret in (signed_in.email, signed_in.name, "door-opener", "hunter2"):
            assert secret not in sent


def test_a_crash_of_the_server_is_found_under_one_request_id_on_both_sides(
    page: Page, vendors: Vendors, signed_in: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> User:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(service, "update_user", crash)
    page.goto("/account")
    page.get_by_label("Name").fill("Ada Example")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()

    (seen_by_page,) = reports_up_to_now(page, vendors, expected=1)
    sentry_sdk.flush()
    (seen_by_server,) = vendors.error_reports(project=1)
    assert crash_of(seen_by_page)["type"] == "ApiProblem"
    assert crash_of(seen_by_server)["type"] == "RuntimeError"
    assert seen_by_page["tags"]["request_id"] == seen_by_server["tags"]["request_id"]
    assert seen_by_page["tags"]["request_id"]
    assert seen_by_page["user"] == seen_by_server["user"] == {"id": signed_in.id}


def test_a_page_that_stops_working_is_reported_once(
    page: Page, vendors: Vendors, signed_in: User
) -> None:
    page.route("**/api/accounts/me", lambda route: route.fulfill(json={"id": signed_in.id}))

    page.goto("/account")

    expect(page.get_by_role("heading", name="Something went wrong")).to_be_visible()
    (report,) = reports_up_to_now(page, vendors, expected=1)
    assert crash_of(report)["type"] == "TypeError"


def test_refusals_are_no_errors(
    request: pytest.FixtureRequest,
    page: Page,
    vendors: Vendors,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> User:
        raise EmailTaken

    page.goto("/no/such/page")
    page.goto("/settings/profile")
    expect(page).to_have_url(re.compile("/sign-in"))
    request.getfixturevalue("signed_in")
    monkeypatch.setattr(service, "update_user", refuse)
    page.goto("/settings/profile")
    page.get_by_label("Name").fill("Ada Example")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()

    assert reports_up_to_now(page, vendors, expected=0) == []


def test_visits_are_counted_by_page_and_by_the_persons_id(
    request: pytest.FixtureRequest, page: Page, vendors: Vendors
) -> None:
    page.goto("/?invitation=door-opener")
    page.get_by_role("link", name="Create your account").click()
    expect(page).to_have_url(re.compile("/sign-up$"))
    # Left first: a page to join may notice that somebody is here now, and go where it likes.
    page.goto("about:blank")
    signed_in = request.getfixturevalue("signed_in")
    page.goto("/settings/profile")
    expect(page.get_by_label("Name")).to_be_visible()
    vendors.wait_for(
        lambda: "$identify" in [each["event"] for each in vendors.product_events()], seconds=60
    )
    kept = page.evaluate("[localStorage, sessionStorage].flatMap(Object.keys)")
    assert not [name for name in kept if name.startswith("ph_")]
    # What is still kept for the next sending is sent when the page is left.
    page.goto("about:blank")

    def visits() -> list[dict[str, Any]]:
        return [each for each in vendors.product_events() if each["event"] == "$pageview"]

    vendors.wait_for(lambda: len(visits()) >= 3)
    # Each is sent by itself, and one may overtake another.
    assert sorted(each["properties"]["$pathname"] for each in visits()) == [
        "/",
        "/settings/profile",
        "/sign-up",
    ]
    last = vendors.wait_for(
        lambda: [each for each in vendors.product_events() if each["event"] == "$identify"]
    )
    assert last[0]["properties"]["distinct_id"] == signed_in.id
    sent = json.dumps(vendors.product_events())
    for secret in (signed_in.email, signed_in.name, "door-opener"):
        assert secret not in sent


def test_who_asks_not_to_be_followed_is_not(page: Page, vendors: Vendors, signed_in: User) -> None:
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.add_init_script("Object.defineProperty(navigator, 'doNotTrack', {value: '1'})")

    page.goto("/account", wait_until="networkidle")

    assert any("/assets/sentry-" in url for url in asked_for)
    assert not any("posthog" in url for url in asked_for)
    assert vendors.product_events() == []


def test_source_maps_are_made_and_not_served(page: Page) -> None:
    with page.expect_response("**/assets/entry.client-*.js") as script:
        page.goto("/sign-in")

    source_map = f"{script.value.url}.map"
    assert (ROOT / "web/build/source-maps/assets" / source_map.rpartition("/")[2]).is_file()
    assert page.request.get(source_map).status == 404
    assert "sourceMappingURL" not in script.value.text()
