from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from redis import Redis
from sqlmodel import Session

from app.accounts.models import User
from app.core import attempts, redis_connection
from app.core.settings import settings
from app.sessions import attempts as account_attempts
from app.sessions import growing_waits
from app.sessions.settings import SessionSettings
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PASSWORD, PasswordFactory

SIGN_IN, SIGN_UP, ME = "/api/sessions/sign-in", "/api/sessions/sign-up", "/api/accounts/me"


@pytest.fixture
def no_redis(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing answers where Redis should be."""
    nowhere = settings().model_copy(update={"redis_url": "redis://127.0.0.1:9/0"})
    for module in (attempts, redis_connection):
        monkeypatch.setattr(module, "settings", lambda: nowhere)
    forget_connections()
    yield
    forget_connections()


def forget_connections() -> None:
    attempts.limiter.cache_clear()
    growing_waits.connection.cache_clear()


def browser_at(app: FastAPI, address: str) -> TestClient:
    return TestClient(app, client=(address, 50_000))


def guess(browser: TestClient, user: User, times: int) -> list[int]:
    wrong = {"email": user.email, "password": "guessed"}
    return [browser.post(SIGN_IN, json=wrong).status_code for _ in range(times)]


def test_whoever_guesses_a_password_is_stopped_even_if_they_find_it(
    app: FastAPI, client: TestClient, user: User, few_guesses: None
) -> None:
    guesser = browser_at(app, "203.0.113.9")
    assert guess(guesser, user, 3) == [401] * 3

    response = guesser.post(SIGN_IN, json={"email": user.email.upper(), "password": PASSWORD})

    assert_problem(response, 429, "too_many_attempts")
    assert 30 < int(response.headers["Retry-After"]) <= 60
    # The person elsewhere is not kept out.
    own = {"email": user.email, "password": PASSWORD}
    assert browser_at(app, "198.51.100.1").post(SIGN_IN, json=own).status_code == 200


def test_signing_in_ends_the_count(
    app: FastAPI, client: TestClient, user: User, few_guesses: None
) -> None:
    browser = browser_at(app, "203.0.113.9")
    for _ in range(2):
        assert guess(browser, user, 2) == [401] * 2
        own = {"email": user.email, "password": PASSWORD}
        assert browser.post(SIGN_IN, json=own).status_code == 200


def test_whoever_guesses_at_many_people_is_stopped(
    app: FastAPI, client: TestClient, database: Session, few_places: None
) -> None:
    guesser = browser_at(app, "2001:db8::1")
    neighbour, stranger = browser_at(app, "2001:db8::2"), browser_at(app, "2001:db8:0:1::1")
    people = [UserFactory.create(database) for _ in range(4)]

    assert guess(guesser, people[0], 1) + guess(guesser, people[1], 1) == [401, 401]
    # One customer has a whole network of addresses.
    assert guess(neighbour, people[2], 1) == [429]
    assert guess(stranger, people[3], 1) == [401]


def test_whoever_guesses_from_many_addresses_is_stopped(
    app: FastAPI, client: TestClient, user: User, few_places: None
) -> None:
    statuses = [guess(browser_at(app, f"203.0.113.{n}"), user, 1)[0] for n in range(3)]

    assert statuses == [401, 401, 429]


def test_to_know_one_password_does_not_help_to_guess_at_others(
    app: FastAPI, client: TestClient, database: Session, few_places: None
) -> None:
    guesser, own = browser_at(app, "203.0.113.9"), UserFactory.create(database)
    PasswordFactory.create(database, user_id=own.id)

    statuses = [
        *guess(guesser, UserFactory.create(database), 1),
        guesser.post(SIGN_IN, json={"email": own.email, "password": PASSWORD}).status_code,
        *guess(guesser, UserFactory.create(database), 2),
    ]

    assert statuses == [401, 200, 401, 429]


def test_an_office_signs_in_from_one_place(
    app: FastAPI, client: TestClient, database: Session, few_places: None
) -> None:
    office = browser_at(app, "203.0.113.9")
    for _ in range(4):
        colleague = UserFactory.create(database)
        PasswordFactory.create(database, user_id=colleague.id)
        own = {"email": colleague.email, "password": PASSWORD}
        assert office.post(SIGN_IN, json=own).status_code == 200


def test_redis_does_not_learn_who_tried(app: FastAPI, client: TestClient, user: User) -> None:
    guess(browser_at(app, "203.0.113.9"), user, 1)

    with Redis.from_url(settings().redis_url, decode_responses=True) as redis:
        names = " ".join(redis.keys("waits*"))
    assert names
    assert user.email not in names
    assert "203.0.113.9" not in names


def test_one_address_cannot_sign_up_a_crowd(
    app: FastAPI, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = SessionSettings(sign_ups_per_hour=2)
    monkeypatch.setattr(account_attempts, "settings_of", lambda _: few)

    answers = [client.post(SIGN_UP, json={"email": f"ada-{n}@mail.example"}) for n in range(3)]

    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert answers[2].headers["Retry-After"]


def test_while_redis_is_away_nobody_signs_in_but_those_who_have_go_on(
    user_client: TestClient, client: TestClient, user: User, no_redis: None
) -> None:
    newcomer = {"email": "ada@mail.example", "name": "Ada Example", "password": PASSWORD}
    for path, sent in (
        (SIGN_IN, {"email": user.email, "password": PASSWORD}),
        (SIGN_IN, {"email": user.email, "password": "guessed"}),
        (SIGN_UP, newcomer),
    ):
        response = client.post(path, json=sent)
        assert_problem(response, 503, "unavailable")
        assert response.headers["Retry-After"]
    assert user_client.get(ME).status_code == 200


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8::1:2", "2001:db8::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", ""),
        ("a socket", "a socket"),
    ],
)
def test_where_a_request_comes_from(address: str, network: str) -> None:
    assert attempts.client_network(Request({"type": "http", "client": (address, 1)})) == network


def test_limits_are_declared(app: FastAPI) -> None:
    for path in (SIGN_IN, SIGN_UP):
        declared = app.openapi()["paths"][path]["post"]["responses"]["429"]
        assert "too_many_attempts" in declared["description"]
        assert "Retry-After" in declared["headers"]
