import re
from collections.abc import Callable, Iterator

import pytest

from app.core.observability.page import origins_of_observers, tell_observers
from app.core.settings import SettingsError, observability_settings

PAGE = "<!DOCTYPE html><html><head><title>Product</title></head><body></body></html>"
Choose = Callable[..., None]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Iterator[Choose]:
    def set_variables(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        observability_settings.cache_clear()

    yield set_variables
    observability_settings.cache_clear()


def test_a_page_that_nobody_watches_stays_as_it_was_built() -> None:
    assert tell_observers(PAGE) == PAGE
    assert origins_of_observers() == []


def test_the_page_is_told_whom_it_reports_to(choose: Choose) -> None:
    choose(
        SENTRY_DSN="https://backend@sentry.example/1",
        SENTRY_BROWSER_DSN="https://public@sentry.example/2",
        SENTRY_ENVIRONMENT='stag"ing>',
        RELEASE="f00d",
    )

    page = tell_observers(PAGE)

    (tag,) = re.findall("<meta name=.observers.[^>]*>", page)
    assert 'data-sentry-dsn="https://public@sentry.example/2"' in tag
    assert 'data-release="f00d"' in tag
    assert 'data-environment="stag&quot;ing&gt;"' in tag
    assert "backend@" not in page
    assert origins_of_observers() == ["https://sentry.example"]


def test_the_policy_has_to_allow_posthog_only_if_it_is_used(choose: Choose) -> None:
    choose(POSTHOG_KEY="phc_key")

    assert origins_of_observers() == ["https://eu.i.posthog.com"]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SENTRY_DSN", "sentry.example"),
        ("SENTRY_DSN", "https://sentry.example/1"),
        ("SENTRY_BROWSER_DSN", "https://public@sentry.example/project"),
        ("POSTHOG_HOST", "https://posthog.example/path; script-src *"),
        ("METRICS_PORT", "70000"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused(
    choose: Choose, variable: str, value: str
) -> None:
    choose(**{variable: value})

    with pytest.raises(SettingsError, match=variable):
        observability_settings()
