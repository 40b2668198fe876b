"""Signing in and up with an account elsewhere, by somebody who means no harm."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions import attempts as limits
from app.sessions.models import Password, UserSession
from app.sessions.social import openid
from app.sessions.social.models import SocialAttempt, SocialIdentity
from app.sessions.social.settings import social_settings
from app.sessions.two_factor.models import Authenticator
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.stand_ins.issuer import CLIENT_ID, CLIENT_SECRET, Issuer
from tests.stand_ins.visits import allow, begin, finish, visit

ME = "/api/accounts/me"
PROVIDERS = "/api/sessions/social/providers"


def test_nothing_of_it_shows_until_it_is_configured(client: TestClient) -> None:
    assert client.get(PROVIDERS).json() == []
    assert_problem(client.post("/api/sessions/social/google/begin", json={}), 404, "not_found")
    assert_problem(client.post("/api/sessions/social/other/begin", json={}), 404, "not_found")


def test_the_page_is_told_whom_it_may_offer(client: TestClient, issuer: Issuer) -> None:
    assert client.get(PROVIDERS).json() == [
        {"name": "oidc", "label": "Example ID"},
        {"name": "github", "label": "GitHub"},
    ]


@pytest.mark.parametrize("provider", ["oidc", "github"])
def test_a_newcomer_whose_address_is_proved_there_has_an_account_at_once(
    client: TestClient, database: Session, issuer: Issuer, provider: str
) -> None:
    response = visit(client, provider)

    assert response.status_code == 200
    assert response.json()["result"]["email"] == "ada@mail.example"
    assert response.json()["result"]["name"] == "Ada Byron"
    assert client.get(ME).json() == response.json()["result"]
    assert database.exec(select(Password)).all() == []


@pytest.mark.parametrize("provider", ["oidc", "github"])
def test_who_comes_back_is_known_again_whatever_their_address_and_name_have_become(
    client: TestClient, issuer: Issuer, provider: str
) -> None:
    first = visit(client, provider).json()["result"]
    client.cookies.clear()
    person = issuer.behaviour.person
    person.email, person.name, person.email_verified = "new@mail.example", "Ada Lovelace", False

    again = visit(client, provider).json()["result"]

    assert again == first
    assert client.get(ME).status_code == 200


def test_somebody_without_a_name_gets_that_of_their_address(
    client: TestClient, issuer: Issuer
) -> None:
    issuer.behaviour.person.name = None

    assert visit(client).json()["result"]["name"] == "ada"


def test_a_hostile_name_becomes_a_line(client: TestClient, issuer: Issuer) -> None:
    issuer.behaviour.person.name = " Ada\r\nBcc: everybody@mail.example " + "x" * 200

    name = visit(client).json()["result"]["name"]

    assert name.startswith("Ada Bcc: everybody@mail.example x")
    assert len(name) == 100


def test_an_account_with_the_same_address_is_entered_if_both_sides_know_it_is_theirs(
    client: TestClient, database: Session, issuer: Issuer
) -> None:
    owner = UserFactory.create(database, email="ada@mail.example")
    issuer.behaviour.person.email = "ADA@mail.example"

    response = visit(client)

    assert response.json()["result"]["id"] == owner.id
    assert database.exec(select(SocialIdentity.user_id)).one() == owner.id


def test_the_page_is_told_where_to_go_on(client: TestClient, issuer: Issuer) -> None:
    answer = allow(begin(client, return_to="/settings/profile?part=2"))

    assert finish(client, answer).json()["return_to"] == "/settings/profile?part=2"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/%5Cevil.example"]
)
def test_nobody_is_led_to_another_site(client: TestClient, issuer: Issuer, elsewhere: str) -> None:
    answer = client.post("/api/sessions/social/oidc/begin", json={"return_to": elsewhere})

    assert_problem(answer, 422, "validation_failed", "return_to")


def test_who_was_signed_in_as_somebody_else_is_not_any_more(
    user_client: TestClient, database: Session, issuer: Issuer
) -> None:
    before = user_client.get(ME).json()["id"]

    visit(user_client)

    assert user_client.get(ME).json()["id"] != before
    assert len(database.exec(select(UserSession)).all()) == 1


def test_a_second_factor_is_still_asked_for(
    client: TestClient, database: Session, issuer: Issuer
) -> None:
    visit(client)
    client.cookies.clear()
    owner = database.exec(select(User)).one()
    database.add(Authenticator(user_id=owner.id, secret=b"x", confirmed_at=utc_now()))
    database.commit()

    response = visit(client)

    assert response.json()["result"] == {"next_step": "second_factor"}
    assert_problem(client.get(ME), 401, "not_signed_in")


def test_claims_may_stand_in_userinfo_alone(client: TestClient, issuer: Issuer) -> None:
    issuer.behaviour.claims = {"email": None, "email_verified": None, "name": None}

    assert visit(client).json()["result"]["email"] == "ada@mail.example"


def test_an_issuer_may_want_the_secret_in_the_form(client: TestClient, issuer: Issuer) -> None:
    issuer.behaviour.document = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}

    assert visit(client).status_code == 200


def test_an_issuer_may_change_its_keys(
    client: TestClient, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(client)
    monkeypatch.setattr(openid, "ASK_AGAIN_SECONDS", 0)
    issuer.change_key()

    assert visit(client).status_code == 200


def test_unknown_keys_are_not_looked_for_again_and_again(
    client: TestClient, issuer: Issuer
) -> None:
    visit(client)
    issuer.change_key()

    for _ in range(2):
        assert_problem(visit(client), 400, "provider_refused")

    assert issuer.behaviour.asked.count("/jwks") == 1


def test_what_an_issuer_says_of_itself_is_asked_once(client: TestClient, issuer: Issuer) -> None:
    visit(client)
    visit(client)

    published = ("/.well-known/openid-configuration", "/jwks")
    assert [issuer.behaviour.asked.count(path) for path in published] == [1, 1]


def test_google_is_asked_where_google_is(
    client: TestClient, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(social_settings(), "google_client_id", CLIENT_ID)
    monkeypatch.setattr(social_settings(), "google_client_secret", CLIENT_SECRET)

    assert {"name": "google", "label": "Google"} in client.get(PROVIDERS).json()


def test_attempts_are_limited(
    client: TestClient, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SOCIAL_ATTEMPTS", "1 per 15 minutes")
    begin(client)

    response = client.post("/api/sessions/social/oidc/begin", json={})

    assert_problem(response, 429, "too_many_attempts")


def test_nothing_that_is_stored_could_finish_an_attempt(
    client: TestClient, database: Session, issuer: Issuer
) -> None:
    answer = allow(begin(client))
    secret = next(value for name, value in client.cookies.items() if name.endswith("attempt"))

    stored = str(database.exec(select(SocialAttempt)).one().model_dump())

    assert answer["state"] not in stored
    assert secret not in stored
