"""The settings: what differs from one environment to another, read from variables when somebody first asks."""

import functools
import re
from email.errors import HeaderParseError
from email.utils import parseaddr
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ValidationError

from app.core import env_files
from app.core.env_files import REFERENCE
from app.core.environment import Environment, SettingsError, environment
from app.core.observability.settings import ObservabilitySettings
from app.core.project import project
from app.core.variables import Variables, by_name, given, variable, variables_of

#: What a Host header may hold, but for the port: a name, also with a star in front, or an address; or a star alone.
HOST = re.compile(r"\*|(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")


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


class FeatureSettings(Variables):
    """The base of a feature's settings. One attribute a variable; the variable is its name in capitals."""


class Settings(ObservabilitySettings):
    """One attribute a variable; the variable is its name in capitals."""

    environment: Environment = variable(
        "Which environment this is: development, test or production. Unset means production.",
        default_factory=environment,
        of_machine=True,
    )
    database_url: Annotated[
        str, require_scheme("postgresql", "postgres"), AfterValidator(use_psycopg)
    ] = variable(
        "Where PostgreSQL is, with the user, the password and the name of the database.",
        secret=True,
        of_machine=True,
        get="postgresql://user:password@host:5432/database, as the server's keeper tells",
    )
    redis_url: Annotated[str, require_scheme("redis", "rediss")] = variable(
        "Where Redis or Valkey is.",
        secret=True,
        of_machine=True,
        get="redis://:password@host:6379/0, as the server's keeper tells",
    )
    smtp_url: Annotated[str, require_scheme("smtp", "smtps", "smtp+starttls")] = variable(
        "Where mail is handed in.",
        secret=True,
        of_machine=True,
        get="smtp+starttls://user:password@host:587, as whoever sends your mail tells",
    )
    public_url: Annotated[str, require_scheme("http", "https")] = variable(
        "The address under which people find the product; that of the project's domain if not set.",
        default_factory=lambda: f"https://{project().domain}",
        differs="each environment is found under an address of its own",
    )
    mail_from: Annotated[str, AfterValidator(check_sender)] = variable(
        "Who mails are from.",
        # In quotes, as commas need them; `formataddr` would spell letters with marks in a header's way, to be spelt so again.
        default_factory=lambda: f'"{project().name}" <hello@{project().domain}>',
        differs="only production may speak in the product's name",
    )
    allowed_hosts: Annotated[
        tuple[str, ...], BeforeValidator(split_list), AfterValidator(check_hosts)
    ] = variable(
        "Further names under which the product may be asked for, beside that of PUBLIC_URL, with commas between; "
        "*.example.org for all below one.",
        default=(),
        read_by=("web",),
        differs="each environment is found under names of its own",
    )
    trusted_proxies: Annotated[tuple[str, ...], BeforeValidator(split_list)] = variable(
        "Addresses, networks or names of the proxies in front, with commas between. They say who the client is and whether "
        "it speaks https.",
        default=("127.0.0.1", "::1"),
        read_by=("web",),
        differs="each environment has proxies of its own",
    )
    audit_days: int = variable(
        "How long the audit trail is kept. The database refuses to forget what is younger than 30 days.",
        default=400,
        ge=30,
        read_by=("worker",),
    )
    body_bytes: int = variable(
        "The largest body that a request may have.",
        default=1024 * 1024,
        ge=1024,
        read_by=("web",),
    )
    host: str = variable(
        "The address of this machine on which the product listens.",
        default="127.0.0.1",
        read_by=("web",),
        differs="in a container it listens on all of them",
    )
    port: int = variable(
        "The port on which the product listens.",
        default=8000,
        ge=0,
        le=65535,
        read_by=("web", "tools"),
        differs="each place has ports of its own",
    )
    database_connections: int = variable(
        # A job that sends mail needs two, because what became of the mail is stored whatever becomes of the job.
        "Connections to PostgreSQL that one process may hold; as many requests are served at a time.",
        default=10,
        ge=2,
        le=200,
        differs="as many as the environment's server has room for",
    )
    statement_seconds: int = variable(
        "Seconds after which PostgreSQL gives a statement up.", default=30, ge=1, le=3600
    )


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


def read[Kind: Variables](kind: type[Kind]) -> Kind:
    name = environment()
    values = env_files.with_process(env_files.values_of(name)) | {"ENVIRONMENT": name}
    ours = given(kind, values)
    unopened = [each.upper() for each, value in ours.items() if value.startswith(REFERENCE)]
    if unopened:
        raise SettingsError(
            f"{', '.join(unopened)} only refer to where the value is kept. Recipes fetch it: start the product with one, such "
            f"as `just dev`, or run `just secrets check`{' --environment production' * (name == 'production')} first."
        )
    try:
        return kind.model_validate(ours)
    except ValidationError as error:
        raise SettingsError(explain(error, kind)) from None


def explain(error: ValidationError, kind: type[Variables]) -> str:
    """All that is wrong; for each that is missing, what it is for and how to get it."""
    name = environment()
    declared = by_name(variables_of(kind))
    lacks_servers = False
    lines = [f"The settings for {name} cannot be used:"]
    for problem in error.errors(include_url=False, include_input=False):
        variable = declared[str(problem["loc"][0]).upper()]
        if problem["type"] == "missing":
            how = variable.how_to_get(name)
            lacks_servers |= variable.of_machine
            lines += [f"  {variable.name}: not set. {variable.meaning}", f"      -> {how}"]
        else:
            lines.append(f"  {variable.name}: {problem['msg'].removeprefix('Value error, ')}")
    if name == "production":
        lines.append(
            "Set each of them as a variable of the process. (Working on the product? ENVIRONMENT=development.)"
        )
    elif lacks_servers:
        lines.append(
            "Start the servers with `just services up`, or name your own in env/development.local.env."
        )
    return "\n".join(lines)
