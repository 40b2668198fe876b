"""What somebody does who wants to be let in as another, or to have another let in as them."""

import hmac
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions.social.models import SocialAttempt, SocialIdentity
from app.sessions.social.secrets import letters
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.stand_ins.issuer import CLIENT_ID, Issuer, public_key
from tests.stand_ins.visits import allow, begin, finish, visit

ME = "/api/accounts/me"
# The years 2001 and 2096.
LONG_AGO, ONE_DAY = 1_000_000_000, 4_000_000_000


def nobody_came_in(client: TestClient, database: Session) -> bool:
    return (
        client.get(ME).status_code == 401
        and not database.exec(select(SocialIdentity)).all()
        and not database.exec(select(User)).all()
    )


def test_an_answer_is_good_once(client: TestClient, issuer: Issuer) -> None:
    answer = allow(begin(client))
    assert finish(client, answer).status_code == 200

    assert_problem(finish(client, answer), 400, "attempt_over")


def test_an_answer_that_failed_is_used_up_as_well(
    client: TestClient, database: Session, issuer: Issuer
) -> None:
    answer = allow(begin(client))
    issuer.behaviour.statuses["/token"] = 503
    assert_problem(finish(client, answer), 503, "provider_unavailable")
    issuer.behaviour.statuses.clear()

    assert_problem(finish(client, answer), 400, "attempt_over")
    assert nobody_came_in(client, database)


def test_somebody_elses_answer_signs_nobody_in(
    app: FastAPI, client: TestClient, database: Session, issuer: Issuer
) -> None:
    """Login CSRF: the attacker's own answer, in a link that the victim opens."""
    answer_of_attacker = allow(begin(client))
    victim = TestClient(app)

    assert_problem(finish(victim, answer_of_attacker), 400, "attempt_over")
    begin(victim)
    assert_problem(finish(victim, answer_of_attacker), 400, "attempt_over")
    assert nobody_came_in(victim, database)


def test_a_code_is_worth_nothing_in_an_attempt_of_ones_own(
    app: FastAPI, client: TestClient, database: Session, issuer: Issuer
) -> None:
    """A code that was seen on its way, put into the thief's own attempt: the verifier is another one."""
    stolen = allow(begin(client))["code"]
    thief = TestClient(app)
    own = allow(begin(thief))

    assert_problem(finish(thief, own | {"code": stolen}), 400, "provider_refused")
    assert nobody_came_in(thief, database)


def test_an_attempt_is_over_after_ten_minutes(
    client: TestClient, database: Session, issuer: Issuer
) -> None:
    answer = allow(begin(client))
    attempt = database.exec(select(SocialAttempt)).one()
    attempt.expires_at = utc_now()
    database.add(attempt)
    database.commit()

    assert_problem(finish(client, answer), 400, "attempt_over")


@pytest.mark.parametrize(("begun", "finished"), [("oidc", "github"), ("github", "oidc")])
def test_an_answer_to_one_provider_is_none_to_another(
    client: TestClient, database: Session, issuer: Issuer, begun: str, finished: str
) -> None:
    """Mix-up: one provider is made to pass its answer off as that of another."""
    answer = allow(begin(client, begun))

    assert_problem(finish(client, answer, finished), 400, "attempt_over")
    assert nobody_came_in(client, database)


@pytest.mark.parametrize("said", ["https://attacker.example", None])
def test_an_answer_says_who_gives_it(
    client: TestClient, database: Session, issuer: Issuer, said: str | None
) -> None:
    answer: dict[str, Any] = allow(begin(client))

    assert_problem(finish(client, answer | {"iss": said}), 400, "provider_refused")
    assert nobody_came_in(client, database)


def test_who_never_says_so_need_not(client: TestClient, issuer: Issuer) -> None:
    issuer.behaviour.document = {"authorization_response_iss_parameter_supported": None}
    answer: dict[str, Any] = allow(begin(client))

    assert finish(client, answer | {"iss": None}).status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://attacker.example"},
        {"aud": "another product"},
        {"aud": [CLIENT_ID, "another product"]},
        {"aud": [CLIENT_ID, "another product"], "azp": "another product"},
        {"azp": "another product"},
        {"aud": None},
        {"nonce": "of another attempt"},
        {"nonce": None},
        {"exp": LONG_AGO},
        {"exp": None},
        {"iat": ONE_DAY},
        {"nbf": ONE_DAY},
        {"iat": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 256},
        {"sub": 7},
        {"iss": None},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_attempt_signs_nobody_in(
    client: TestClient, database: Session, issuer: Issuer, claims: dict[str, Any]
) -> None:
    issuer.behaviour.claims = claims

    assert_problem(visit(client), 400, "provider_refused")
    assert nobody_came_in(client, database)


type Forge = Callable[[Issuer, dict[str, Any]], str]


def unsigned(issuer: Issuer, claims: dict[str, Any]) -> str:
    header = letters(json.dumps({"alg": "none", "kid": issuer.key_id}).encode())
    return f"{header}.{letters(json.dumps(claims).encode())}."


def signed_by_another(issuer: Issuer, claims: dict[str, Any]) -> str:
    key = generate_private_key(SECP256R1())
    return jwt.encode(claims, key, algorithm="ES256", headers={"kid": issuer.key_id})


def keyed_with_the_public_key(issuer: Issuer, claims: dict[str, Any]) -> str:
    """HS256 with what everybody can read: good, for a verifier that lets the token choose how it is checked."""
    public = issuer.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    # By hand, because the library makes no such token.
    header = letters(json.dumps({"alg": "HS256", "kid": issuer.key_id}).encode())
    said = f"{header}.{letters(json.dumps(claims).encode())}"
    return f"{said}.{letters(hmac.digest(public, said.encode(), 'sha256'))}"


def keyed_with_the_client_secret(issuer: Issuer, claims: dict[str, Any]) -> str:
    key = "a secret with / and :".ljust(32, "x")
    return jwt.encode(claims, key, algorithm="HS256", headers={"kid": issuer.key_id})


def with_a_key_of_its_own(issuer: Issuer, claims: dict[str, Any]) -> str:
    key = generate_private_key(SECP256R1())
    headers = {"jwk": public_key(key), "jku": "https://attacker.example/jwks", "kid": "other"}
    return jwt.encode(claims, key, algorithm="ES256", headers=headers)


def with_other_claims(issuer: Issuer, claims: dict[str, Any]) -> str:
    header, _, signature = jwt.encode(
        claims, issuer.key, algorithm="ES256", headers={"kid": issuer.key_id}
    ).split(".")
    said = json.dumps(claims | {"email": "victim@mail.example"}).encode()
    return f"{header}.{letters(said)}.{signature}"


def no_token(_: Issuer, __: dict[str, Any]) -> str:
    return ""


@pytest.mark.parametrize(
    "forge",
    [
        unsigned,
        signed_by_another,
        keyed_with_the_public_key,
        keyed_with_the_client_secret,
        with_a_key_of_its_own,
        with_other_claims,
        no_token,
    ],
)
def test_a_token_that_the_issuer_did_not_sign_signs_nobody_in(
    client: TestClient, database: Session, issuer: Issuer, forge: Forge
) -> None:
    issuer.behaviour.forge = lambda claims: forge(issuer, claims)

    assert_problem(visit(client), 400, "provider_refused")
    assert nobody_came_in(client, database)


def test_userinfo_of_another_person_is_refused(
    client: TestClient, database: Session, issuer: Issuer
) -> None:
    issuer.behaviour.claims = {"email": None}
    issuer.behaviour.userinfo = {"sub": "another"}

    assert_problem(visit(client), 400, "provider_refused")
    assert nobody_came_in(client, database)


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://attacker.example"},
        {"issuer": None},
        {"authorization_endpoint": None},
        {"authorization_endpoint": "http://attacker.example/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": ["https://login.example"]},
    ],
    ids=str,
)
def test_an_issuer_that_is_another_or_leads_off_the_road_is_not_visited(
    client: TestClient, issuer: Issuer, document: dict[str, Any]
) -> None:
    issuer.behaviour.document = document

    response = client.post("/api/sessions/social/oidc/begin", json={})

    assert_problem(response, 400, "provider_refused")


@pytest.mark.parametrize("endpoint", ["token_endpoint", "jwks_uri"])
def test_secrets_and_keys_travel_over_https_alone(
    client: TestClient, database: Session, issuer: Issuer, endpoint: str
) -> None:
    issuer.behaviour.document = {endpoint: "http://10.0.0.1/"}

    assert_problem(visit(client), 400, "provider_refused")
    assert nobody_came_in(client, database)


@pytest.mark.parametrize(
    ("provider", "path"),
    [
        ("oidc", "/token"),
        ("oidc", "/jwks"),
        ("github", "/github/login/oauth/access_token"),
        ("github", "/github/api/v3/user"),
        ("github", "/github/api/v3/user/emails"),
    ],
)
@pytest.mark.parametrize("status", [302, 400, 500])
def test_a_provider_that_fails_signs_nobody_in_and_leads_nowhere(
    client: TestClient, database: Session, issuer: Issuer, provider: str, path: str, status: int
) -> None:
    answer = allow(begin(client, provider))
    issuer.behaviour.statuses[path] = status

    response = finish(client, answer, provider)

    code = "provider_unavailable" if status == 500 else "provider_refused"
    assert_problem(response, 503 if status == 500 else 400, code)
    assert nobody_came_in(client, database)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b"7", b"\xff", b"[" * 100_000])
@pytest.mark.parametrize(
    ("provider", "path"), [("oidc", "/token"), ("oidc", "/jwks"), ("github", "/github/api/v3/user")]
)
def test_nonsense_from_a_provider_signs_nobody_in(
    client: TestClient, database: Session, issuer: Issuer, provider: str, path: str, body: bytes
) -> None:
    answer = allow(begin(client, provider))
    issuer.behaviour.bodies[path] = body

    assert_problem(finish(client, answer, provider), 400, "provider_refused")
    assert nobody_came_in(client, database)


def test_a_provider_that_answers_without_end_is_cut_short(
    client: TestClient, database: Session, issuer: Issuer
) -> None:
    answer = allow(begin(client))
    issuer.behaviour.bodies["/token"] = b"x" * 600_000

    assert_problem(finish(client, answer), 400, "provider_refused")
    assert nobody_came_in(client, database)


@pytest.mark.parametrize("document", [{"keys": []}, {"keys": 7}, {}, {"keys": [7, None, {}]}])
def test_an_issuer_without_usable_keys_signs_nobody_in(
    client: TestClient, database: Session, issuer: Issuer, document: dict[str, Any]
) -> None:
    issuer.behaviour.bodies["/jwks"] = json.dumps(document).encode()

    assert_problem(visit(client), 400, "provider_refused")
    assert nobody_came_in(client, database)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"state": "x"},
        {"code": "x"},
        {"state": "", "code": ""},
        {"state": "x" * 3000, "code": "x"},
        {"state": "x\n", "code": "x"},
        {"state": ["x"], "code": "x"},
    ],
)
def test_an_answer_that_is_none_is_refused(
    client: TestClient, issuer: Issuer, answer: dict[str, Any]
) -> None:
    assert finish(client, answer).status_code == 422


def test_another_site_cannot_begin_in_somebodys_name(client: TestClient, issuer: Issuer) -> None:
    for step in ("begin", "connect", "finish"):
        response = client.post(
            f"/api/sessions/social/oidc/{step}", headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert_problem(response, 403, "cross_origin")


def test_an_issuer_that_does_not_answer_is_said_so(client: TestClient, issuer: Issuer) -> None:
    issuer.behaviour.statuses["/.well-known/openid-configuration"] = 503

    response = client.post("/api/sessions/social/oidc/begin", json={})

    assert_problem(response, 503, "provider_unavailable")
    assert response.headers["Retry-After"] == "30"


def test_an_address_that_nobody_has_proved_there_opens_no_account_here(
    client: TestClient, database: Session, issuer: Issuer
) -> None:
    owner = UserFactory.create(database, email="ada@mail.example")
    for unproved in (False, None, "false", 1, "yes"):
        issuer.behaviour.person.email_verified = unproved
        assert visit(client).json()["result"]["next_step"] == "address"

    assert_problem(client.get(ME), 401, "not_signed_in")
    assert database.exec(select(SocialIdentity)).all() == []
    assert database.exec(select(User)).all() == [owner]
