"""The variables of Clerk."""

import base64
import binascii
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, field_validator

from app.core.environment import environment
from app.core.settings import FeatureSettings, require_scheme, settings, split_list
from app.core.variables import PROCESSES, variable

DASHBOARD = "Clerk's dashboard: Configure, the page with the keys"
#: A name, and then a sign that ends it. It becomes part of a policy and of addresses, so nothing else is let through.
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?\$")
#: As browsers name the page that asked for a token.
ORIGIN = re.compile(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?")


def frontend_host(publishable_key: str) -> str:
    """The host that a publishable key names, of Clerk's API for browsers.

    Raises:
        ValueError: it is no such key.
    """
    kind, _, encoded = publishable_key.rpartition("_")
    try:
        host = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        host = ""
    if kind not in {"pk_test", "pk_live"} or not HOST.fullmatch(host):
        raise ValueError("must look like pk_live_…, as Clerk's dashboard shows it")
    return host.removesuffix("$")


def check_publishable_key(key: str) -> str:
    frontend_host(key)
    return require_live(key)


def check_secret_key(key: str) -> str:
    if not key.startswith(("sk_test_", "sk_live_")):
        raise ValueError("must look like sk_live_…, as Clerk's dashboard shows it")
    return require_live(key)


def require_live(key: str) -> str:
    """In production no instance for development: anybody can sign up there as anybody, and it takes a hundred people and no more."""
    if environment() == "production" and key[2:].startswith("_test_"):
        raise ValueError(
            f"is of a development instance; production needs {key[:2]}_live_…, of the production instance"
        )
    return key


def check_public_key(text: str) -> str:
    # Whoever hands it on may keep it in one line.
    key = text.replace("\\n", "\n").strip()
    if not key.startswith("-----BEGIN PUBLIC KEY-----") or not key.endswith("-----"):
        raise ValueError("must be the PEM that Clerk's dashboard shows, from -----BEGIN on")
    return key


def check_webhook_secret(secret: str) -> str:
    try:
        base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        secret = ""
    if not secret.startswith("whsec_"):
        raise ValueError("must look like whsec_…, as Clerk's dashboard shows it")
    return secret


def check_parties(origins: tuple[str, ...]) -> tuple[str, ...]:
    """They are compared letter by letter with what tokens say, so whatever is no origin would shut everybody out, or let in others."""
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise ValueError(
                f"{origin!r} can never match; write origins, without a path: https://app.example.org"
            )
        require_https(origin)
    return origins


def require_https(address: str) -> str:
    if environment() == "production" and not address.startswith("https://"):
        raise ValueError(f"{address!r} is not safe; in production it must begin with https://")
    return address


class ClerkSettings(FeatureSettings):
    """How this product and Clerk know one another."""

    clerk_publishable_key: Annotated[str, AfterValidator(check_publishable_key)] = variable(
        "Names the instance of Clerk. Everybody can read it.",
        read_by=(*PROCESSES, "page"),
        get=DASHBOARD,
        differs="each environment has an instance of its own",
    )
    clerk_secret_key: Annotated[str, AfterValidator(check_secret_key)] = variable(
        "Lets this product ask Clerk about people, and change them.", secret=True, get=DASHBOARD
    )
    clerk_jwt_key: Annotated[str, AfterValidator(check_public_key)] | None = variable(
        "The public key of the instance's tokens. With it, no token is ever asked about over the network.",
        default=None,
        read_by=("web",),
        get=f"{DASHBOARD}, JWKS public key",
        differs="each environment has an instance of its own",
    )
    clerk_webhook_secret: Annotated[str, AfterValidator(check_webhook_secret)] | None = variable(
        "Proves that a webhook is Clerk's. Unless it is set none is believed, and only the nightly job keeps people in step.",
        default=None,
        read_by=("web",),
        secret=True,
        get="Clerk's dashboard: Configure, Webhooks, the endpoint, Signing secret",
    )
    clerk_authorized_parties: Annotated[
        tuple[str, ...], BeforeValidator(split_list), AfterValidator(check_parties)
    ] = variable(
        "The origins of pages whose tokens count, with commas between; that of PUBLIC_URL if none is named.",
        default=(),
        read_by=("web",),
        differs="each environment is found under an address of its own",
    )
    clerk_api_url: Annotated[
        str, require_scheme("http", "https"), AfterValidator(require_https)
    ] = variable(
        "Where Clerk answers programs.",
        default="https://api.clerk.com",
        differs="tests bring a stand-in",
    )

    @field_validator("clerk_secret_key")
    @classmethod
    def of_the_same_instance(cls, key: str, info: ValidationInfo) -> str:
        """Both keys are of one kind of instance. With one of each, nobody who signs in would ever be known."""
        other: str = info.data.get("clerk_publishable_key", "")
        if other and key[2:7] != other[2:7]:
            raise ValueError(
                "is of another instance than CLERK_PUBLISHABLE_KEY: both are live or both are test"
            )
        return key

    @property
    def frontend_host(self) -> str:
        return frontend_host(self.clerk_publishable_key)

    @property
    def issuer(self) -> str:
        return f"https://{self.frontend_host}"

    @property
    def authorized_parties(self) -> tuple[str, ...]:
        public = urlsplit(settings().public_url)
        return self.clerk_authorized_parties or (f"{public.scheme}://{public.netloc}",)
