"""The variables of sessions."""

from pydantic import field_validator

from app.core.variables import variable
from app.sessions.social.settings import SocialSettings

SHORTEST_KEY = 32


class SessionSettings(SocialSettings):
    """How people may come in."""

    country_header: str = variable(
        "The header in which the proxy in front says from which country a request comes, such as CF-IPCountry. Name one only "
        "if the proxy sets it with every request: otherwise clients say what they like.",
        default="",
        read_by=("web",),
        differs="each environment has proxies of its own",
    )
    sign_ups_per_hour: int = variable(
        "How many people one address may sign up in an hour.",
        default=20,
        ge=1,
        read_by=("web",),
        differs="tests sign up more people than anybody",
    )
    two_factor_key: str = variable(
        "Encrypts the secrets of authenticator apps: at least 32 random characters. To replace it, put the new one before it "
        "and a comma between: the first encrypts, and all of them decrypt.",
        # People who are made up need no secret.
        default="development" * SHORTEST_KEY,
        needed_in=("production",),
        secret=True,
        generate=64,
    )

    @field_validator("two_factor_key")
    @classmethod
    def check_keys(cls, value: str) -> str:
        if any(len(key) < SHORTEST_KEY for key in value.split(",")):
            raise ValueError(f"each key must have at least {SHORTEST_KEY} characters")
        return value
