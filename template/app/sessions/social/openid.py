"""OpenID Connect, as its Core and Discovery documents say (https://openid.net/specs/openid-connect-core-1_0.html)."""

import threading
import time
from typing import Any
from urllib.parse import quote, urlencode

from app.sessions.social.calls import ask
from app.sessions.social.errors import ProviderRefused
from app.sessions.social.providers import GOOGLE, Identity, Provider
from app.sessions.social.secrets import Secrets, same
from app.sessions.social.settings import check_site

SCOPE = "openid email profile"
#: Public keys alone: with a shared secret whoever can check a token could also make one, and with `none` everybody.
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
)
KEY_TYPES = ("RSA", "EC", "OKP")
#: By how much the clocks may differ.
LEEWAY_SECONDS = 60
LONGEST_SUBJECT = 255
#: How long what a provider says of itself is taken for true.
KNOWN_SECONDS = 3600
#: A key that is not known is asked for, but not as often as somebody wants.
ASK_AGAIN_SECONDS = 30


class Known:
    """Documents that providers publish about themselves, by address."""

    def __init__(self) -> None:
        self.documents: dict[str, tuple[float, dict[str, Any]]] = {}
        self.lock = threading.Lock()

    def get(self, address: str, not_older_than: int = KNOWN_SECONDS) -> dict[str, Any]:
        with self.lock:
            read_at, document = self.documents.get(address, (0.0, {}))
        if document and read_at + not_older_than > time.monotonic():
            return document
        document = ask(address)
        with self.lock:
            self.documents[address] = (time.monotonic(), document)
        return document

    def forget(self) -> None:
        with self.lock:
            self.documents.clear()


known = Known()


def discover(provider: Provider) -> dict[str, Any]:
    """What an issuer says of itself.

    Raises:
        ProviderUnavailable: it does not answer.
        ProviderRefused: it is another one, or names addresses that must not be asked.
    """
    document = known.get(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if document.get("issuer") != provider.issuer:
        raise ProviderRefused(internal=f"{provider.issuer} says it is {document.get('issuer')!r}")
    return document


def endpoint(document: dict[str, Any], name: str) -> str:
    address = document.get(name)
    try:
        return check_site(address) if isinstance(address, str) else refuse(f"no {name}")
    except ValueError as error:
        raise ProviderRefused(internal=f"{name}: {error}") from None


def refuse(reason: str) -> Any:
    raise ProviderRefused(internal=reason)


def authorization_address(provider: Provider, secrets: Secrets) -> str:
    """Where somebody proves who they are, and is sent back from."""
    question = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": provider.redirect_uri,
        "scope": SCOPE,
        "state": secrets.state,
        "nonce": secrets.nonce,
        "code_challenge": secrets.challenge,
        "code_challenge_method": "S256",
    }
    return f"{endpoint(discover(provider), 'authorization_endpoint')}?{urlencode(question)}"


def identify(provider: Provider, secrets: Secrets, code: str, issuer: str | None) -> Identity:
    """Who has come back with a code, and with what the answer says about its `issuer`.

    Raises:
        ProviderUnavailable: the provider does not answer.
        ProviderRefused: it does not know the code, or its word does not hold.
    """
    document = discover(provider)
    named = document.get("authorization_response_iss_parameter_supported") is True
    if issuer != provider.issuer and (named or issuer is not None):
        raise ProviderRefused(internal=f"{issuer!r} has answered for {provider.issuer}")
    tokens = redeem(provider, document, secrets, code)
    claims = verified_claims(provider, document, str(tokens.get("id_token", "")))
    if not same(str(claims.get("nonce", "")), secrets.nonce):
        raise ProviderRefused(internal="the token was made for another attempt")
    if "email" not in claims and "userinfo_endpoint" in document:
        claims = claims | userinfo(document, str(tokens.get("access_token", "")), claims["sub"])
    return identity_of(provider, claims)


def redeem(
    provider: Provider, document: dict[str, Any], secrets: Secrets, code: str
) -> dict[str, Any]:
    """What a code is worth."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": provider.redirect_uri,
        "code_verifier": secrets.verifier,
    }
    ways = document.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if "client_secret_basic" in ways:
        # RFC 6749, 2.3.1: both are written as in a form before they are put together.
        basic = {
            "auth": (quote(provider.client_id, safe=""), quote(provider.client_secret, safe=""))
        }
        return ask(endpoint(document, "token_endpoint"), data=form, **basic)
    credentials = {"client_id": provider.client_id, "client_secret": provider.client_secret}
    return ask(endpoint(document, "token_endpoint"), data=form | credentials)


def verified_claims(provider: Provider, document: dict[str, Any], token: str) -> dict[str, Any]:
    """What an ID token says, once it has turned out to be from this issuer, for this client, and of now."""
    import jwt

    try:
        header = jwt.get_unverified_header(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key_of(document, header),
            algorithms=ALGORITHMS,
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except jwt.PyJWTError as error:
        raise ProviderRefused(internal=f"ID token: {type(error).__name__}: {error}") from None
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    if claims.get("azp", None if several else provider.client_id) != provider.client_id:
        raise ProviderRefused(internal="the ID token was made for another client")
    if not claims["sub"] or len(claims["sub"]) > LONGEST_SUBJECT:
        raise ProviderRefused(internal="the ID token has no usable subject")
    return claims


def key_of(document: dict[str, Any], header: dict[str, Any]) -> Any:
    """The issuer's public key that a token names."""
    import jwt

    address, key_id = endpoint(document, "jwks_uri"), header.get("kid")
    for age in (KNOWN_SECONDS, ASK_AGAIN_SECONDS):
        listed = known.get(address, age).get("keys")
        keys = [
            key
            for key in (listed if isinstance(listed, list) else [])
            if isinstance(key, dict)
            and key.get("kty") in KEY_TYPES
            and key.get("use", "sig") == "sig"
        ]
        chosen = [key for key in keys if key.get("kid") == key_id]
        if not key_id and len(keys) == 1:
            # Only who has several keys must say which it is.
            chosen = keys
        if len(chosen) == 1:
            # Where the key does not say what it is for, the token does; it must still be one that fits the key.
            return jwt.PyJWK(chosen[0], algorithm=chosen[0].get("alg") or header.get("alg"))
    raise ProviderRefused(internal=f"the ID token names a key that is not listed: {key_id!r}")


def userinfo(document: dict[str, Any], access_token: str, subject: str) -> dict[str, Any]:
    """What an issuer says besides, if it is about the same person."""
    told = ask(
        endpoint(document, "userinfo_endpoint"),
        headers={"Authorization": f"Bearer {access_token}"},
    )
    if told.get("sub") != subject:
        raise ProviderRefused(internal="userinfo speaks of another person")
    return {name: told[name] for name in ("email", "email_verified", "name") if name in told}


def identity_of(provider: Provider, claims: dict[str, Any]) -> Identity:
    from app.sessions.social.identities import address_in, name_in

    email = address_in(claims.get("email"))
    verified = claims.get("email_verified")
    # Some say it in a text.
    proved = verified is True or verified == "true"
    if provider.issuer == GOOGLE:
        # Of other addresses Google only knows that they were theirs one day.
        proved = proved and (str(email).endswith("@gmail.com") or bool(claims.get("hd")))
    return Identity(
        issuer=provider.issuer,
        subject=claims["sub"],
        email=email,
        email_is_proved=proved and email is not None,
        name=name_in(claims.get("name")),
    )
