"""The variables that switch observers on. None of them is required, so they can be read before any server is known."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from app.core.project import project
from app.core.variables import PROCESSES, Variables, variable


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


class ObservabilitySettings(Variables):
    """One attribute a variable. A vendor without its variable is not even imported."""

    release: str = variable(
        "Which version of the product this is: set it to the commit where images are built.",
        default_factory=lambda: f"{project().slug}@{project().version}",
        read_by=(*PROCESSES, "tools", "page"),
        differs="environments may run different versions",
    )
    sentry_dsn: SentryAddress | None = variable(
        "The project of Sentry to which errors are reported.",
        default=None,
        secret=True,
        get="Sentry: Settings, Projects, Client Keys",
    )
    sentry_browser_dsn: SentryAddress | None = variable(
        "The same for the page: everybody can read it, so it should name a Sentry project of its own.",
        default=None,
        read_by=("web", "page"),
        differs="each environment may report to a project of its own, or to none",
    )
    sentry_environment: str | None = variable(
        "The name under which Sentry files this installation, if it is not the environment's.",
        default=None,
        read_by=(*PROCESSES, "page"),
        differs="it is a name of the environment",
    )
    sentry_outside_production: bool = variable(
        # Errors of development and tests are nobody's alarm.
        "Whether errors are reported outside production too, for somebody who tries out the reporting itself.",
        default=False,
        differs="only outside production has it a meaning",
    )
    otel_exporter_otlp_endpoint: Annotated[str, AfterValidator(check_address)] | None = variable(
        "A collector of traces, which speaks OTLP over HTTP.",
        default=None,
        differs="each environment may have a collector of its own, or none",
    )
    metrics_host: str = variable(
        # Never the public port.
        "The address of this machine on which processes tell their metrics.",
        default="127.0.0.1",
        read_by=("web", "worker"),
        differs="in a container it is all of them",
    )
    metrics_port: int | None = variable(
        "The port on which the web process tells its metrics; it tells none if not set.",
        default=None,
        ge=1,
        le=65535,
        read_by=("web",),
        differs="not every environment is measured",
    )
    worker_metrics_port: int | None = variable(
        "The same for the worker: one of its own, because both may run on one machine.",
        default=None,
        ge=1,
        le=65535,
        read_by=("worker",),
        differs="not every environment is measured",
    )
    posthog_key: str | None = variable(
        "The key of PostHog that it calls public; the page uses it too.",
        default=None,
        read_by=(*PROCESSES, "page"),
        get="PostHog: Settings, Project, Project token",
        differs="what is tried out must not count",
    )
    posthog_host: Annotated[str, AfterValidator(check_origin)] = variable(
        "Where PostHog is.", default="https://eu.i.posthog.com", read_by=(*PROCESSES, "page")
    )
