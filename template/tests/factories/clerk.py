"""A stand-in for Clerk that speaks its documented protocol: keys, session tokens, people and messages. No test reaches Clerk."""

import base64
import functools
import json
import secrets
import threading
import time
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlmodel import Session, select
from standardwebhooks import Webhook

from app.accounts.models import User
from app.clerk.models import ClerkLink
from app.clerk.settings import ClerkSettings
from app.core.models import utc_now

#: The page for which all tokens are made.
PARTY = "https://product.stand-in.example"
WEBHOOK_SECRET = f"whsec_{base64.b64encode(b'a secret of the tests alone').decode()}"
KEY_ID = "ins_stand_in"


class Server(ThreadingHTTPServer):
    """Clerk's API for servers, and what it knows."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.people: dict[str, dict[str, Any]] = {}
        self.revoked: list[str] = []
        #: How many requests came, by their path.
        self.asked: list[str] = []
        self.is_away = False
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def person_with(self, email: str) -> str | None:
        """The id of whoever has an address."""
        return next((told["id"] for told in self.people.values() if email in str(told)), None)

    def forget_all(self) -> None:
        self.people.clear()
        self.revoked.clear()
        self.asked.clear()
        self.is_away = False


class Handler(BaseHTTPRequestHandler):
    """Answers as https://clerk.com/docs/reference/backend-api says."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so it is called
        """Nobody reads it."""

    def do_GET(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.answer()

    def do_DELETE(self) -> None:
        self.answer()

    def answer(self) -> None:
        clerk = cast("Server", self.server)
        address = urlsplit(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        clerk.asked.append(f"{self.command} {address.path}")
        if address.path == "/v1/client/sign_ins":
            # Of the API for browsers. Whoever names an address is that person: how they prove it is Clerk's affair.
            return self.say(200, {"jwt": token_for(clerk.person_with(body) or join_clerk(body))})
        known = self.headers["Authorization"] == f"Bearer {VARIABLES['CLERK_SECRET_KEY']}"
        if clerk.is_away:
            return self.say(503, {"errors": [{"code": "unavailable"}]})
        if not known:
            return self.say(401, {"errors": [{"code": "authentication_invalid"}]})
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        match address.path.strip("/").split("/"):
            case ["v1", "jwks"]:
                return self.say(200, {"keys": [public_jwk()]})
            case ["v1", "users"]:
                first = int(query["offset"])
                everybody = sorted(clerk.people.values(), key=lambda each: each["created_at"])
                return self.say(200, everybody[first : first + int(query["limit"])])
            case ["v1", "users", clerk_id] if clerk_id in clerk.people:
                if self.command == "DELETE":
                    del clerk.people[clerk_id]
                    return self.say(200, {"id": clerk_id, "object": "user", "deleted": True})
                return self.say(200, clerk.people[clerk_id])
            case ["v1", "sessions"]:
                return self.say(200, [{"id": f"sess_of_{query['user_id']}", "status": "active"}])
            case ["v1", "sessions", session_id, "revoke"]:
                clerk.revoked.append(session_id)
                return self.say(200, {"id": session_id, "status": "revoked"})
        return self.say(404, {"errors": [{"code": "resource_not_found"}]})

    def say(self, status: int, body: Any) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


stand_in = Server()
#: Where browsers look for its scripts and forms. Its port is told with it, so that they are let in by the one that the product asks.
FRONTEND_HOST = f"clerk.stand-in.example:{stand_in.server_port}"
VARIABLES = {
    "CLERK_PUBLISHABLE_KEY": f"pk_test_{base64.b64encode(f'{FRONTEND_HOST}$'.encode()).decode()}",
    "CLERK_SECRET_KEY": "sk_test_of_the_tests",
    "CLERK_WEBHOOK_SECRET": WEBHOOK_SECRET,
    "CLERK_API_URL": stand_in.url,
    "CLERK_AUTHORIZED_PARTIES": PARTY,
}


def settings_with(**changed: object) -> ClerkSettings:
    """The settings of the tests, some of them changed."""
    known = {name.lower(): value for name, value in VARIABLES.items()}
    return ClerkSettings.model_validate({**known, **changed})


@functools.cache
def private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def public_pem() -> str:
    """What the dashboard shows as the key of tokens."""
    public = private_key().public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def public_jwk() -> dict[str, str]:
    numbers = private_key().public_key().public_numbers()
    parts = {
        name: base64.urlsafe_b64encode(number.to_bytes(length)).decode().rstrip("=")
        for name, number, length in (("n", numbers.n, 256), ("e", numbers.e, 3))
    }
    return {"kty": "RSA", "kid": KEY_ID, "alg": "RS256", "use": "sig", **parts}


def claims_of(clerk_id: str, **changed: Any) -> dict[str, Any]:
    """What a session token says. What is `changed` to None is left out."""
    now = int(time.time())
    said = {
        "azp": PARTY,
        "exp": now + 60,
        "fva": [0, -1],
        "iat": now,
        "iss": f"https://{FRONTEND_HOST}",
        "nbf": now - 10,
        "sid": f"sess_of_{clerk_id}",
        "sts": "active",
        "sub": clerk_id,
        "v": 2,
        **changed,
    }
    return {name: value for name, value in said.items() if value is not None}


def token_for(clerk_id: str, **changed: Any) -> str:
    """A session token as Clerk signs it."""
    headers = {"kid": KEY_ID, "typ": "JWT"}
    return jwt.encode(claims_of(clerk_id, **changed), private_key(), "RS256", headers=headers)


def new_clerk_id() -> str:
    return f"user_{secrets.token_hex(12)}"


def told_of(
    email: str, *, clerk_id: str | None = None, changed_at: datetime | None = None, **changed: Any
) -> dict[str, Any]:
    """Somebody as Clerk tells of them."""
    milliseconds = int((changed_at or utc_now()).timestamp() * 1000)
    address = {"id": "idn_1", "email_address": email, "verification": {"status": "verified"}}
    return {
        "id": clerk_id or new_clerk_id(),
        "object": "user",
        "first_name": "Ada",
        "last_name": "Example",
        "username": None,
        "primary_email_address_id": "idn_1",
        "email_addresses": [address],
        "created_at": milliseconds,
        "updated_at": milliseconds,
        **changed,
    }


def join_clerk(email: str, **changed: Any) -> str:
    """Have somebody sign up at Clerk. Returns their id there."""
    told = told_of(email, **changed)
    stand_in.people[told["id"]] = told
    return told["id"]


def message(kind: str, data: dict[str, Any], *, sent_at: datetime | None = None) -> dict[str, Any]:
    """A signed message, as the arguments of a client's `post`."""
    body = json.dumps({"data": data, "object": "event", "type": kind})
    moment, message_id = sent_at or utc_now(), f"msg_{secrets.token_hex(8)}"
    headers = {
        "svix-id": message_id,
        "svix-timestamp": str(int(moment.timestamp())),
        "svix-signature": Webhook(WEBHOOK_SECRET).sign(message_id, moment, body),
        "Content-Type": "application/json",
    }
    return {"content": body, "headers": headers}


def link(database: Session, user: User) -> str:
    """Let a person here be one at Clerk. Returns their id there."""
    known = database.exec(select(ClerkLink.clerk_id).where(ClerkLink.user_id == user.id)).first()
    if known:
        return known
    clerk_id = join_clerk(user.email)
    database.add(ClerkLink(clerk_id=clerk_id, user_id=user.id, changed_at=utc_now()))
    database.flush()
    return clerk_id


def cookies_of(database: Session, user: User, *, secure: bool = False) -> dict[str, str]:
    """What makes a browser that of a person, without the work of signing in."""
    clerk_id, now = link(database, user), int(time.time())
    # Tests take longer than a token lasts, and no page of theirs gets a new one. And they take less than a second between
    # the end of somebody's sessions and their next one.
    ended_at = database.exec(select(ClerkLink.ended_at).where(ClerkLink.clerk_id == clerk_id)).one()
    return {"__session": token_for(clerk_id, iat=now + bool(ended_at), exp=now + 3600)}


def cookies_of_nobody() -> dict[str, str]:
    """What looks like somebody's cookies until the database is asked."""
    return {"__session": token_for(new_clerk_id())}


def prepare_entrance(database: Session, user: User) -> None:
    """Give a person what they need to sign in by the forms."""
    link(database, user)
