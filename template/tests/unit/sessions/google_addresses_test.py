from typing import Any

import pytest

from app.sessions.social.openid import identity_of
from app.sessions.social.providers import GOOGLE, Provider, ProviderName

GOOGLE_ITSELF = Provider(ProviderName.GOOGLE, "Google", GOOGLE, "product", "secret")
OTHER = Provider(ProviderName.OIDC, "Example ID", "https://login.example.org", "product", "secret")


@pytest.mark.parametrize(
    ("provider", "claims", "proved"),
    [
        (GOOGLE_ITSELF, {"email": "ada@gmail.com"}, True),
        (GOOGLE_ITSELF, {"email": "ada@team.example", "hd": "team.example"}, True),
        # It was theirs one day; whose it is now, Google does not know.
        (GOOGLE_ITSELF, {"email": "ada@team.example"}, False),
        (GOOGLE_ITSELF, {"email": "ada@gmail.com.example"}, False),
        (GOOGLE_ITSELF, {"email": "ada@gmail.com", "email_verified": False}, False),
        (OTHER, {"email": "ada@team.example"}, True),
    ],
)
def test_google_speaks_for_the_addresses_that_are_its_own(
    provider: Provider, claims: dict[str, Any], *, proved: bool
) -> None:
    identity = identity_of(provider, {"sub": "7", "email_verified": True, **claims})

    assert identity.email_is_proved is proved
