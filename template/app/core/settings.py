"""The settings: what differs from one environment to another, read from variables when somebody first asks."""

import functools
import os
import re
from email.errors import HeaderParseError
from email.utils import parseaddr
from typing import Annotated, Any, Literal, cast, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.core.command_error import CommandError
from app.core.observability.settings import ObservabilitySettings
from app.core.project import ROOT, project

#: What a Host header may hold, but for the port: a name, also with a star in front, or an address; or a star alone.
HOST = re.compile(r"\*|(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")

Environment = Literal["development", "test", "production"]


class SettingsError(CommandError):
    """The settings cannot be used. The text lists every problem and what to do about it."""


def environment() -> Environment:
    """The environment that this process runs in. Unset means production, so that forgetting it is safe.

    Raises:
        SettingsError: ENVIRONMENT names no environment.
    """
    name = os.environ.get("ENVIRONMENT") or "production"
    if name not in get_args(Environment):
        raise SettingsError(
            f"ENVIRONMENT is {name!r}. Set it to one of: {', '.join(get_args(Environment))}."
        )
    return cast("Environment", name)


def require_scheme(*schemes: str) -> AfterValidator:
    def check(address: str) -> str:
        try:
            parts = urlsplit(address)
            # To look at the port is to check it.
            _ = parts.port
        except ValueError:
            # What it says would quote a part of the password.
            raise ValueError(
                "cannot be read; in a password, write characters such as / : @ # as %2F %3A %40 %23"
            ) from None
        if parts.scheme not in schemes or not parts.hostname:
            raise ValueError(f"must begin with {' or '.join(f'{s}://' for s in schemes)}")
        return address

    return AfterValidator(check)


def check_sender(text: str) -> str:
    # Not above: it is slow to import, and nobody needs it before the settings.
    from email.headerregistry import Address

    name, address = parseaddr(text)
    try:
        Address(name, addr_spec=address)
    except (HeaderParseError, IndexError, ValueError):
        address = ""
    if "@" not in address:
        raise ValueError("must look like Product <hello@product.example>")
    return text


def use_psycopg(address: str) -> str:
    return "postgresql+psycopg://" + address.split("://", 1)[1]


def split_list(text: Any) -> Any:
    """`a, b` as a tuple, in lower case."""
    if not isinstance(text, str):
        return text
    return tuple(part.strip().lower() for part in text.split(",") if part.strip())


def check_hosts(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if not HOST.fullmatch(name):
            raise ValueError(
                f"{name!r} can never match; write names alone, without https://, port and path: "
                "app.example.org, or *.example.org for all below one"
            )
    return names


class FeatureSettings(BaseSettings):
    """The base of a feature's settings. One attribute a variable; the variable is its name in capitals."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)


class Settings(ObservabilitySettings):
    """One attribute a variable; the variable is its name in capitals."""

    environment: Environment = Field(default_factory=environment)
    database_url: Annotated[
        str, require_scheme("postgresql", "postgres"), AfterValidator(use_psycopg)
    ] = Field(repr=False)
    redis_url: Annotated[str, require_scheme("redis", "rediss")] = Field(repr=False)
    smtp_url: Annotated[str, require_scheme("smtp", "smtps", "smtp+starttls")] = Field(repr=False)
    public_url: Annotated[str, require_scheme("http", "https")] = Field(
        default_factory=lambda: f"https://{project().domain}"
    )
    mail_from: Annotated[str, AfterValidator(check_sender)] = Field(
        # In quotes, as commas need them; `formataddr` would spell letters with marks in a header's way, to be spelt so again.
        default_factory=lambda: f'"{project().name}" <hello@{project().domain}>'
    )
    #: Further names under which the product may be asked for, beside that of PUBLIC_URL; `*.example.org` for all below one.
    allowed_hosts: Annotated[
        tuple[str, ...], NoDecode, BeforeValidator(split_list), AfterValidator(check_hosts)
    ] = ()
    #: Addresses, networks or names of the proxies in front, which say who the client is and whether it speaks https.
    trusted_proxies: Annotated[tuple[str, ...], NoDecode, BeforeValidator(split_list)] = (
        "127.0.0.1",
        "::1",
    )
    #: How long the audit trail is kept. The database refuses to forget what is younger than 30 days.
    audit_days: int = Field(default=400, ge=30)
    #: The largest body that a request may have.
    body_bytes: int = Field(default=1024 * 1024, ge=1024)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    #: Connections to PostgreSQL that one process may hold; as many requests are served at a time. A job that sends mail needs
    #: two, because what became of the mail is stored whatever becomes of the job.
    database_connections: int = Field(default=10, ge=2, le=200)
    #: Seconds after which PostgreSQL gives a statement up.
    statement_seconds: int = Field(default=30, ge=1, le=3600)


def files() -> list[Any]:
    """The files that may name a variable, the strongest last. The process's own variables are stronger still."""
    name = environment()
    found = [ROOT / "env" / file for file in ("all.env", f"{name}.env", f"{name}.local.env")]
    if name != "production":
        found.insert(0, ROOT / ".local" / "services.env")
    return found


@functools.cache
def settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: variables are missing or wrong.
    """
    return read(Settings)


@functools.cache
def settings_of[Kind: FeatureSettings](kind: type[Kind]) -> Kind:
    """The settings of a feature in this process.

    Raises:
        SettingsError: variables are missing or wrong.
    """
    return read(kind)


def require_settings(*kinds: type[FeatureSettings]) -> None:
    """Make sure, before a process begins its work, that it has all settings that it will need.

    Raises:
        SettingsError: variables are missing or wrong. All of them are told at once.
    """
    read(type("AllSettings", (Settings, *kinds), {}))


@functools.cache
def observability_settings() -> ObservabilitySettings:
    """The part of the settings that can be read before any server is known.

    Raises:
        SettingsError: variables are wrong.
    """
    return read(ObservabilitySettings)


def read[Kind: BaseSettings](kind: type[Kind]) -> Kind:
    try:
        return kind(_env_file=files())  # type: ignore[call-arg]
    except ValidationError as error:
        raise SettingsError(explain(error)) from None


def explain(error: ValidationError) -> str:
    lines = [f"The settings for {environment()} cannot be used:"]
    for problem in error.errors(include_url=False, include_input=False):
        variable = str(problem["loc"][0]).upper()
        reason = "not set" if problem["type"] == "missing" else problem["msg"]
        lines.append(f"  {variable}: {reason.removeprefix('Value error, ')}")
    name = environment()
    if name == "production":
        lines.append(
            "Set each of them as a variable of the process. (Working on the product? ENVIRONMENT=development.)"
        )
    else:
        lines.append(
            f"Start the servers with `just services up`, or name your own in env/{name}.local.env."
        )
    return "\n".join(lines)
