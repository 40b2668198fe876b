"""The variables of sessions."""

from pydantic import Field, field_validator

from app.core.settings import environment
from app.sessions.social.settings import SocialSettings

SHORTEST_KEY = 32


class SessionSettings(SocialSettings):
    """How people may come in."""

    #: The header in which the proxy in front says from which country a request comes, such as `CF-IPCountry`. Name one only if
    #: the proxy sets it with every request: otherwise clients say what they like.
    country_header: str = ""
    #: How many people one address may sign up in an hour.
    sign_ups_per_hour: int = Field(default=20, ge=1)
    #: Encrypts the secrets of authenticator apps: at least 32 random characters, as `openssl rand -hex 32` prints them. To
    #: replace it, put the new one before it and a comma between: the first encrypts, and all of them decrypt.
    two_factor_key: str = Field(default="", repr=False, validate_default=True)

    @field_validator("two_factor_key")
    @classmethod
    def check_keys(cls, value: str) -> str:
        if not value and environment() != "production":
            # People who are made up need no secret.
            return "development" * SHORTEST_KEY
        if not value:
            raise ValueError("not set; give it what `openssl rand -hex 32` prints")
        if any(len(key) < SHORTEST_KEY for key in value.split(",")):
            raise ValueError(f"each key must have at least {SHORTEST_KEY} characters")
        return value
