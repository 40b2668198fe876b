"""The variables that let people sign in with an account elsewhere. None is required; without them nothing of it shows."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, ValidationInfo, field_validator

from app.core.settings import FeatureSettings, environment, settings_of
from app.core.variables import variable

GOOGLE = "Google Cloud console: APIs & Services, Credentials, OAuth client ID"
GITHUB = "GitHub: Settings, Developer settings, OAuth Apps"
OWN_CLIENT = "each environment is registered there by itself"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def check_site(address: str) -> str:
    """Who signs people in is asked over https. Only a stand-in on the same machine need not have it."""
    parts = urlsplit(address)
    stand_in = (
        parts.scheme == "http" and parts.hostname in LOOPBACK and environment() != "production"
    )
    if not (parts.scheme == "https" or stand_in) or not parts.hostname:
        raise ValueError("must begin with https://")
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("must look like https://login.example.org")
    return address


Site = Annotated[str, AfterValidator(check_site)]


class SocialSettings(FeatureSettings):
    """Ids and secrets come from where the other side registers this product as its client."""

    google_client_id: str | None = variable(
        "Lets people sign in with Google: this product's id there.",
        default=None,
        read_by=("web",),
        get=GOOGLE,
        differs=OWN_CLIENT,
    )
    google_client_secret: str | None = variable(
        "The secret that belongs to GOOGLE_CLIENT_ID.",
        default=None,
        read_by=("web",),
        secret=True,
        get=GOOGLE,
        validate_default=True,
    )
    github_client_id: str | None = variable(
        "Lets people sign in with GitHub: this product's id there.",
        default=None,
        read_by=("web",),
        get=GITHUB,
        differs=OWN_CLIENT,
    )
    github_client_secret: str | None = variable(
        "The secret that belongs to GITHUB_CLIENT_ID.",
        default=None,
        read_by=("web",),
        secret=True,
        get=GITHUB,
        validate_default=True,
    )
    github_url: Site = variable(
        "Another address for a GitHub of one's own.",
        default="https://github.com",
        read_by=("web",),
        differs="tests bring a stand-in",
    )
    oidc_issuer: Site | None = variable(
        "Lets people sign in with any other that speaks OpenID Connect: what it calls itself, the `issuer` of its discovery "
        "document.",
        default=None,
        read_by=("web",),
        differs="environments may ask different ones",
    )
    oidc_client_id: str | None = variable(
        "This product's id at OIDC_ISSUER.",
        default=None,
        read_by=("web",),
        differs=OWN_CLIENT,
        validate_default=True,
    )
    oidc_client_secret: str | None = variable(
        "The secret that belongs to OIDC_CLIENT_ID.",
        default=None,
        read_by=("web",),
        secret=True,
        get="where OIDC_ISSUER registers the products that ask it",
        validate_default=True,
    )
    oidc_name: str = variable(
        "What people call OIDC_ISSUER.",
        default="your organisation",
        min_length=1,
        max_length=40,
        read_by=("web",),
        differs="environments may ask different ones",
    )

    @field_validator(
        "google_client_secret", "github_client_secret", "oidc_client_id", "oidc_client_secret"
    )
    @classmethod
    def come_together(cls, value: str | None, info: ValidationInfo) -> str | None:
        name = info.field_name or ""
        other = "oidc_issuer" if name == "oidc_client_id" else name.replace("secret", "id")
        # One that is wrong itself is not there.
        if other in info.data and (value is None) != (info.data[other] is None):
            raise ValueError(f"goes with {other.upper()}: set both, or none of them")
        return value


def social_settings() -> SocialSettings:
    return settings_of(SocialSettings)
