"""GitHub's way: OAuth 2 without OpenID Connect, so that its API says who somebody is.

https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
"""

from typing import Any
from urllib.parse import urlencode, urlsplit

from app.sessions.social.calls import ask, ask_for_json
from app.sessions.social.errors import ProviderRefused
from app.sessions.social.identities import address_in, name_in
from app.sessions.social.providers import Identity, Provider
from app.sessions.social.secrets import Secrets

SCOPE = "read:user user:email"


def authorization_address(provider: Provider, secrets: Secrets) -> str:
    """Where somebody proves who they are, and is sent back from."""
    question = {
        "client_id": provider.client_id,
        "redirect_uri": provider.redirect_uri,
        "scope": SCOPE,
        "state": secrets.state,
        "code_challenge": secrets.challenge,
        "code_challenge_method": "S256",
    }
    return f"{provider.issuer}/login/oauth/authorize?{urlencode(question)}"


def identify(provider: Provider, secrets: Secrets, code: str) -> Identity:
    """Who has come back with a code.

    Raises:
        ProviderUnavailable: GitHub does not answer.
        ProviderRefused: it does not know the code.
    """
    tokens = ask(
        f"{provider.issuer}/login/oauth/access_token",
        data={
            "client_id": provider.client_id,
            "client_secret": provider.client_secret,
            "code": code,
            "redirect_uri": provider.redirect_uri,
            "code_verifier": secrets.verifier,
        },
    )
    # It refuses with 200, too.
    token = tokens.get("access_token")
    if not isinstance(token, str):
        raise ProviderRefused(internal=f"GitHub: {tokens.get('error')!r}")
    bearer = {"headers": {"Authorization": f"Bearer {token}"}}
    api = api_of(provider.issuer)
    person, addresses = ask(f"{api}/user", **bearer), ask_for_json(f"{api}/user/emails", **bearer)
    if type(person.get("id")) is not int:
        raise ProviderRefused(internal="GitHub does not say who it is")
    email, proved = primary_address(addresses)
    return Identity(
        issuer=provider.issuer,
        # The number: a login can be given up, and taken by somebody else.
        subject=str(person["id"]),
        email=email,
        email_is_proved=proved,
        name=name_in(person.get("name")) or name_in(person.get("login")),
    )


def api_of(site: str) -> str:
    host = urlsplit(site).netloc
    return "https://api.github.com" if host == "github.com" else f"{site}/api/v3"


def primary_address(listed: Any) -> tuple[str | None, bool]:
    """The address under which GitHub writes to somebody, and whether they have proved it."""
    for each in listed if isinstance(listed, list) else []:
        if isinstance(each, dict) and each.get("primary") is True:
            email = address_in(each.get("email"))
            return email, email is not None and each.get("verified") is True
    return None, False
