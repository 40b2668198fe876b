"""A server that signs people in elsewhere: it speaks OpenID Connect, and GitHub's own protocol, and can be made to misbehave."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, cast
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)

CLIENT_ID, CLIENT_SECRET = "product", "a secret with / and :"
CONSENT = """<!doctype html><html lang="en"><title>Example ID</title>
<h1>Sign in to the product as {name}?</h1>
<form method="post" action="{action}"><button>Allow</button></form></html>"""


@dataclass
class Person:
    """Who is signed in at the issuer. Tests change what they need."""

    sub: str = "248289761001"
    email: str | None = "ada@mail.example"
    email_verified: Any = True
    name: str | None = "Ada Byron"

    def claims(self) -> dict[str, Any]:
        told = {"sub": self.sub, "email": self.email, "name": self.name}
        verified = {"email_verified": self.email_verified} if self.email else {}
        return {name: value for name, value in told.items() if value is not None} | verified


@dataclass
class Behaviour:
    """How the issuer behaves in one test."""

    person: Person = field(default_factory=Person)
    #: What its discovery document says otherwise.
    document: dict[str, Any] = field(default_factory=dict)
    #: What an ID token says otherwise; None leaves a claim out.
    claims: dict[str, Any] = field(default_factory=dict)
    #: Makes an ID token in another way.
    forge: Callable[[dict[str, Any]], str] | None = None
    #: What userinfo says otherwise.
    userinfo: dict[str, Any] = field(default_factory=dict)
    #: Answers that are nothing but a status, by path.
    statuses: dict[str, int] = field(default_factory=dict)
    #: Answers that are something else altogether, by path.
    bodies: dict[str, bytes] = field(default_factory=dict)
    #: What GitHub says of somebody's addresses.
    addresses: Any = None
    #: What was asked for, in order.
    asked: list[str] = field(default_factory=list)


class Issuer(ThreadingHTTPServer):
    """The server. Each code is good once, for the client, address and verifier that it was given out for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), IssuerHandler)
        self.key, self.key_id = generate_private_key(SECP256R1()), "first"
        self.behaviour = Behaviour()
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: set[str] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def github_url(self) -> str:
        return f"{self.url}/github"

    def begin_anew(self) -> None:
        self.behaviour = Behaviour()
        self.codes.clear()

    def change_key(self) -> None:
        self.key, self.key_id = generate_private_key(SECP256R1()), secrets.token_hex(4)

    def document(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "authorization_response_iss_parameter_supported": True,
            **self.behaviour.document,
        }

    def jwks(self) -> dict[str, Any]:
        return {"keys": [public_key(self.key) | {"kid": self.key_id, "alg": "ES256", "use": "sig"}]}

    def claims(self, grant: dict[str, str]) -> dict[str, Any]:
        now = int(time.time())
        said = {
            "iss": self.url,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": grant.get("nonce"),
            **self.behaviour.person.claims(),
            **self.behaviour.claims,
        }
        return {name: value for name, value in said.items() if value is not None}

    def id_token(self, grant: dict[str, str]) -> str:
        claims = self.claims(grant)
        if self.behaviour.forge is not None:
            return self.behaviour.forge(claims)
        return jwt.encode(claims, self.key, algorithm="ES256", headers={"kid": self.key_id})

    def allow(self, question: dict[str, str]) -> str:
        """Where the browser is sent back to once somebody has allowed it."""
        code = secrets.token_urlsafe(12)
        self.codes[code] = question
        answer = {"code": code, "state": question["state"]}
        if "nonce" in question:
            answer["iss"] = self.url
        return f"{question['redirect_uri']}?{urlencode(answer)}"

    def redeem(self, form: dict[str, str], client: tuple[str, str]) -> dict[str, str] | None:
        """What a code was given out for, if it is good."""
        grant = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        good = (
            grant is not None
            and client == (CLIENT_ID, CLIENT_SECRET)
            and grant["client_id"] == CLIENT_ID
            and grant["code_challenge_method"] == "S256"
            and (grant["code_challenge"], grant["redirect_uri"])
            == (challenge, form.get("redirect_uri"))
        )
        return grant if good else None

    def new_access_token(self) -> str:
        token = secrets.token_urlsafe(12)
        self.tokens.add(token)
        return token


def public_key(key: EllipticCurvePrivateKey) -> dict[str, str]:
    """The part of a key that everybody may know, as RFC 7518 writes it."""
    point = key.public_key().public_numbers()
    x, y = (
        base64.urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode()
        for number in (point.x, point.y)
    )
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


class IssuerHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def issuer(self) -> Issuer:
        return cast("Issuer", self.server)

    def do_GET(self) -> None:
        paths: dict[str, Callable[[], Any]] = {
            "/.well-known/openid-configuration": self.issuer.document,
            "/jwks": self.issuer.jwks,
            "/userinfo": self.userinfo,
            "/github/api/v3/user": self.github_user,
            "/github/api/v3/user/emails": self.github_addresses,
        }
        path = urlsplit(self.path).path
        if self.misbehaves(path):
            return
        if path in ("/authorize", "/github/login/oauth/authorize"):
            name = escape(self.issuer.behaviour.person.name or "somebody")
            self.answer(200, CONSENT.format(name=name, action=escape(self.path)), "text/html")
        elif path in paths:
            answer = paths[path]()
            self.answer(401 if answer is None else 200, json.dumps(answer))
        else:
            self.answer(404, "{}")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        path = urlsplit(self.path).path
        if self.misbehaves(path):
            return
        if path in ("/authorize", "/github/login/oauth/authorize"):
            asked = parse_qs(urlsplit(self.path).query)
            back = self.issuer.allow({name: values[0] for name, values in asked.items()})
            self.answer(302, "", location=back)
        elif path == "/token":
            grant = self.issuer.redeem(form, self.client(form))
            tokens = {"access_token": self.issuer.new_access_token(), "token_type": "Bearer"}
            if grant is None or form.get("grant_type") != "authorization_code":
                self.answer(400, json.dumps({"error": "invalid_grant"}))
            else:
                self.answer(200, json.dumps({**tokens, "id_token": self.issuer.id_token(grant)}))
        elif path == "/github/login/oauth/access_token":
            client = (form.get("client_id", ""), form.get("client_secret", ""))
            grant = self.issuer.redeem(form, client)
            told = {"access_token": self.issuer.new_access_token()}
            # GitHub refuses with 200 as well.
            self.answer(200, json.dumps(told if grant else {"error": "bad_verification_code"}))
        else:
            self.answer(404, "{}")

    def client(self, form: dict[str, str]) -> tuple[str, str]:
        """Who asks: in a header, or in the form if the issuer has said that it takes nothing else."""
        if "token_endpoint_auth_methods_supported" in self.issuer.behaviour.document:
            return form.get("client_id", ""), form.get("client_secret", "")
        basic = self.headers.get("Authorization", "").removeprefix("Basic ")
        name, _, secret = base64.b64decode(basic).decode().partition(":")
        return unquote(name), unquote(secret)

    def is_known(self) -> bool:
        return self.headers.get("Authorization", "").removeprefix("Bearer ") in self.issuer.tokens

    def userinfo(self) -> Any:
        behaviour = self.issuer.behaviour
        return {**behaviour.person.claims(), **behaviour.userinfo} if self.is_known() else None

    def github_user(self) -> Any:
        person = self.issuer.behaviour.person
        told = {"id": int(person.sub), "login": "ada-example", "name": person.name}
        return told if self.is_known() else None

    def github_addresses(self) -> Any:
        behaviour = self.issuer.behaviour
        address, proved = behaviour.person.email, behaviour.person.email_verified
        primary = {"email": address, "primary": True, "verified": proved}
        other = {"email": "old@mail.example", "primary": False, "verified": True}
        told = [other, primary] if behaviour.addresses is None else behaviour.addresses
        return told if self.is_known() else None

    def misbehaves(self, path: str) -> bool:
        behaviour = self.issuer.behaviour
        behaviour.asked.append(path)
        if path in behaviour.statuses:
            self.answer(behaviour.statuses[path], "{}", location=f"{self.issuer.url}/jwks")
        elif path in behaviour.bodies:
            self.answer(200, behaviour.bodies[path].decode("latin-1"))
        else:
            return False
        return True

    def answer(
        self, status: int, text: str, kind: str = "application/json", *, location: str | None = None
    ) -> None:
        body = text.encode("latin-1" if kind == "application/json" else "utf-8")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if location is not None:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Nothing: `asked` has it."""


@contextmanager
def running(issuer: Issuer) -> Generator[Issuer]:
    """The server serves for as long as the block runs."""
    thread = Thread(target=issuer.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        issuer.shutdown()
        issuer.server_close()
        thread.join()
