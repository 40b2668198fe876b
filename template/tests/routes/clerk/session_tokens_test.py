"""Which tokens open the door, and which do not."""

import base64
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.accounts.models import User
from tests.assertions import assert_problem
from tests.factories.clerk import (
    KEY_ID,
    Server,
    claims_of,
    join_clerk,
    link,
    private_key,
    public_pem,
    token_for,
)

ME = "/api/accounts/me"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_token_opens_the_door_in_a_header_and_in_the_cookie_of_clerks_script(
    client: TestClient, database: Session, user: User
) -> None:
    token = token_for(link(database, user))

    assert client.get(ME, headers=bearer(token)).json()["email"] == user.email
    client.cookies.set("__session", token)
    assert client.get(ME).json()["id"] == user.id


@pytest.mark.parametrize(
    "changed",
    [
        {"exp": 1},
        {"nbf": 4_102_444_800},
        {"iss": "https://clerk.elsewhere.example"},
        {"azp": "https://elsewhere.example"},
        {"azp": None},
        {"exp": None},
        # What is made from a template of the dashboard's, for other services.
        {"sid": None},
        {"fva": None},
        # What machines bring.
        {"sub": "machine_123"},
        {"sid": "", "sub": "user_123"},
        # Somebody who has still to choose an organisation, or to set up a second factor.
        {"sts": "pending"},
    ],
    ids=str,
)
def test_what_is_no_good_session_token_is_nobodys(
    client: TestClient, database: Session, user: User, changed: dict[str, Any]
) -> None:
    token = token_for(link(database, user), **changed)

    assert_problem(client.get(ME, headers=bearer(token)), 401, "not_signed_in")


def forged(clerk_id: str, how: str) -> str:
    claims, headers = claims_of(clerk_id), {"kid": KEY_ID}
    if how == "another key":
        return jwt.encode(claims, rsa.generate_private_key(65537, 2048), "RS256", headers=headers)
    if how == "the public key as a shared secret":
        # By hand: the library refuses to make one.
        import hashlib
        import hmac

        def part(content: bytes) -> str:
            return base64.urlsafe_b64encode(content).decode().rstrip("=")

        head = part(json.dumps({"alg": "HS256", "typ": "JWT", **headers}).encode())
        signed = f"{head}.{part(json.dumps(claims).encode())}"
        digest = hmac.new(public_pem().encode(), signed.encode(), hashlib.sha256).digest()
        return f"{signed}.{part(digest)}"
    if how == "no signature":
        return jwt.encode(claims, "", "none", headers=headers)
    if how == "another way of signing":
        return jwt.encode(claims, private_key(), "RS512", headers=headers)
    if how == "another type":
        return jwt.encode(claims, private_key(), "RS256", headers={**headers, "typ": "at+jwt"})
    if how == "a key that nobody knows":
        return jwt.encode(claims, private_key(), "RS256", headers={"kid": "ins_unknown"})
    return {"no token": "not.a.token", "nothing": "", "bytes": "\x00"}[how]


@pytest.mark.parametrize(
    "how",
    [
        *("another key", "the public key as a shared secret", "no signature"),
        *("another way of signing", "another type", "a key that nobody knows"),
        *("no token", "nothing"),
    ],
)
def test_what_is_forged_is_nobodys(
    client: TestClient, database: Session, user: User, how: str
) -> None:
    token = forged(link(database, user), how)

    assert_problem(client.get(ME, headers=bearer(token)), 401, "not_signed_in")


def test_the_keys_are_asked_for_once_and_made_up_ones_do_not_make_us_ask_again(
    client: TestClient, database: Session, user: User, clerk: Server
) -> None:
    clerk_id = link(database, user)
    for _ in range(3):
        client.get(ME, headers=bearer(token_for(clerk_id)))
        client.get(ME, headers=bearer(forged(clerk_id, "a key that nobody knows")))

    assert clerk.asked.count("GET /v1/jwks") == 1


def test_while_clerk_is_away_nobody_is_taken_for_a_stranger(
    client: TestClient, database: Session, user: User, clerk: Server
) -> None:
    known, newcomer = link(database, user), join_clerk("new@mail.example")
    clerk.is_away = True
    assert_problem(client.get(ME, headers=bearer(token_for(known))), 503, "unavailable")

    clerk.is_away = False
    assert client.get(ME, headers=bearer(token_for(known))).status_code == 200
    clerk.is_away = True
    assert client.get(ME, headers=bearer(token_for(known))).status_code == 200
    assert_problem(client.get(ME, headers=bearer(token_for(newcomer))), 503, "unavailable")
