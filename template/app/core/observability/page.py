"""What the built page has to know about who watches it. The page is built once for all places, so it is told when served."""

from html import escape
from urllib.parse import urlsplit

from app.core.settings import environment, observability_settings

HEAD = "<head>"


def observers_of_page() -> dict[str, str | None] | None:
    """Whom the page's own observers report to; None if it has none."""
    chosen = observability_settings()
    if not (chosen.sentry_browser_dsn or chosen.posthog_key):
        return None
    return {
        "release": chosen.release,
        "environment": chosen.sentry_environment or environment(),
        "sentry-dsn": chosen.sentry_browser_dsn,
        "posthog-key": chosen.posthog_key,
        "posthog-host": chosen.posthog_host,
    }


def tell_observers(page: str) -> str:
    """The page with what its observers need."""
    told = observers_of_page()
    if told is None:
        return page
    values = [f'data-{name}="{escape(value)}"' for name, value in told.items() if value]
    tag = f'<meta name="observers" {" ".join(values)}>'
    return page.replace(HEAD, f"{HEAD}{tag}", 1)


def origins_of_observers() -> list[str]:
    """Where the page's observers send to: what a content security policy has to allow."""
    told = observers_of_page() or {}
    addresses = [told.get("sentry-dsn"), told.get("posthog-key") and told["posthog-host"]]
    parts = [urlsplit(address) for address in addresses if address]
    return [f"{part.scheme}://{part.netloc.rpartition('@')[2]}" for part in parts]
