"""The variables that switch observers on. None of them is required, so they can be read before any server is known."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.core.project import project


def check_sentry_address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not (parts.username and parts.hostname):
        raise ValueError("must look like https://key@sentry.example/1")
    if not parts.path.rpartition("/")[2].isdigit():
        raise ValueError("must end in the number of a Sentry project")
    return address


def check_origin(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError("must look like https://vendor.example")
    return address.rstrip("/")


def check_address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must look like https://collector.example:4318")
    return address.rstrip("/")


SentryAddress = Annotated[str, AfterValidator(check_sentry_address)]


class ObservabilitySettings(BaseSettings):
    """One attribute a variable. A vendor without its variable is not even imported."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    #: Which version of the product this is: set it to the commit where images are built.
    release: str = Field(default_factory=lambda: f"{project().slug}@{project().version}")
    sentry_dsn: SentryAddress | None = Field(default=None, repr=False)
    #: For the page: everybody can read it, so it should name a Sentry project of its own.
    sentry_browser_dsn: SentryAddress | None = None
    #: The name under which Sentry files this installation, if it is not the environment's.
    sentry_environment: str | None = None
    #: Errors of development and tests are nobody's alarm, unless somebody tries out the reporting itself.
    sentry_outside_production: bool = False
    #: A collector of traces, which speaks OTLP over HTTP.
    otel_exporter_otlp_endpoint: Annotated[str, AfterValidator(check_address)] | None = None
    #: Where this process tells its metrics: never the public port.
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = Field(default=None, ge=1, le=65535)
    #: One of its own, because both processes may run on one machine.
    worker_metrics_port: int | None = Field(default=None, ge=1, le=65535)
    #: The key that PostHog calls public. The page uses it too.
    posthog_key: str | None = None
    posthog_host: Annotated[str, AfterValidator(check_origin)] = "https://eu.i.posthog.com"
