"""Who may say who somebody is: those that the settings name."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.core.errors import NotFound
from app.core.settings import settings
from app.sessions.social.settings import social_settings

GOOGLE = "https://accounts.google.com"


class ProviderName(StrEnum):
    """What a provider is called in addresses."""

    GOOGLE = "google"
    GITHUB = "github"
    OIDC = "oidc"


@dataclass(frozen=True)
class Provider:
    """Somebody whom the product is a client of."""

    name: ProviderName
    label: str
    """What people call it."""
    issuer: str
    """What it calls itself. Who people are there is told by it and the subject together."""
    client_id: str
    client_secret: str = field(repr=False)

    @property
    def redirect_uri(self) -> str:
        """Where it sends people back to: one of its own, so that no answer can be taken for that of another provider."""
        return f"{settings().public_url.rstrip('/')}/sign-in/with/{self.name}"


@dataclass(frozen=True)
class Identity:
    """Who somebody is elsewhere."""

    issuer: str
    subject: str
    """What never changes there, as addresses and names do."""
    email: str | None = None
    """In lower case; None where it says none that can be one."""
    email_is_proved: bool = False
    """Whether the provider knows, and not only was told, that the address is theirs."""
    name: str = ""


def configured_providers() -> list[Provider]:
    """In the order in which they are offered."""
    chosen = social_settings()
    known = (
        (
            *(ProviderName.OIDC, chosen.oidc_name, chosen.oidc_issuer),
            *(chosen.oidc_client_id, chosen.oidc_client_secret),
        ),
        (
            *(ProviderName.GOOGLE, "Google", GOOGLE),
            *(chosen.google_client_id, chosen.google_client_secret),
        ),
        (
            *(ProviderName.GITHUB, "GitHub", chosen.github_url.rstrip("/")),
            *(chosen.github_client_id, chosen.github_client_secret),
        ),
    )
    return [
        Provider(name, label, issuer, client_id, secret)
        for name, label, issuer, client_id, secret in known
        if issuer and client_id and secret
    ]


def provider_named(name: ProviderName) -> Provider:
    """Raises NotFound: the settings do not name it."""
    for provider in configured_providers():
        if provider.name == name:
            return provider
    raise NotFound
