"""The variables that let people sign in with an account elsewhere. None is required; without them nothing of it shows."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from app.core.settings import FeatureSettings, environment, settings_of

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

    google_client_id: str | None = None
    google_client_secret: str | None = Field(default=None, repr=False, validate_default=True)
    github_client_id: str | None = None
    github_client_secret: str | None = Field(default=None, repr=False, validate_default=True)
    #: Another address for a GitHub of one's own.
    github_url: Site = "https://github.com"
    #: Any other that speaks OpenID Connect, by what it calls itself: the `issuer` of its discovery document.
    oidc_issuer: Site | None = None
    oidc_client_id: str | None = Field(default=None, validate_default=True)
    oidc_client_secret: str | None = Field(default=None, repr=False, validate_default=True)
    #: What people call it.
    oidc_name: str = Field(default="your organisation", min_length=1, max_length=40)

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
