from datetime import datetime, timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from redis import exceptions as redis_errors
from sqlmodel import Session, select, update

from app.accounts.models import User
from app.api_keys import limits
from app.api_keys.models import ApiKey
from app.api_keys.tokens import new_token
from app.core.models import utc_now
from tests.assertions import assert_problem
from tests.factories.api_keys import token_with
from tests.routes.api_keys.conftest import Program

ME = "/api/v1/me"


def test_a_program_acts_for_the_person_whose_key_it_brings(
    program: Program, token: str, user: User
) -> None:
    answer = program(token).get(ME)

    assert answer.status_code == 200
    known = {"id": user.id, "email": user.email, "name": user.name, "scopes": ["account:read"]}
    assert answer.json().items() >= known.items()


def test_the_word_bearer_may_be_written_in_any_case(client: TestClient, token: str) -> None:
    assert client.get(ME, headers={"Authorization": f"bEARER  {token} "}).status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"Bearer",
        b"Bearer ",
        b"Bearer x",
        b"Bearer \xff\xfe",
        b"Bearer " + b"a" * 5000,
        b"Basic dXNlcjpwYXNz",
        b"Bearer key_01h455vb4pex5vsknk084sn02q",
    ],
)
def test_nonsense_is_refused_and_says_how_to_do_better(client: TestClient, header: bytes) -> None:
    answer = client.get(ME, headers={b"Authorization": header})

    assert_problem(answer, 401, "key_refused")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_without_a_key_nobody_enters(client: TestClient) -> None:
    assert_problem(client.get(ME), 401, "key_refused")


def test_a_key_elsewhere_than_in_its_header_is_no_key(client: TestClient, token: str) -> None:
    client.cookies.set("api_key", token)

    assert_problem(client.get(f"{ME}?api_key={token}"), 401, "key_refused")
    assert_problem(client.get(ME, headers={"X-API-Key": token}), 401, "key_refused")


def test_a_key_that_was_made_up_is_refused_like_one_that_has_ended(
    program: Program, database: Session, user: User
) -> None:
    over = token_with(database, user, "account:read", expires_at=utc_now())

    answers = [program(each).get(ME) for each in (over, new_token())]

    told = [(each.status_code, each.json()["code"], each.json()["message"]) for each in answers]
    assert told[0] == told[1]
    assert told[0][:2] == (401, "key_refused")


def test_a_key_works_until_it_ends(program: Program, database: Session, user: User) -> None:
    soon = utc_now() + timedelta(minutes=1)

    assert program(token_with(database, user, "account:read", expires_at=soon)).get(ME).is_success


def test_a_key_without_the_scope_is_told_which_one_it_needs(
    program: Program, database: Session, user: User
) -> None:
    answer = program(token_with(database, user, "other:read", "account:write")).get(ME)

    problem = assert_problem(answer, 403, "scope_missing", None)
    assert problem["details"][0]["message"] == "It needs the scope account:read."
    assert answer.headers["WWW-Authenticate"] == (
        'Bearer error="insufficient_scope", scope="account:read"'
    )


def test_a_cookie_opens_nothing_that_is_for_programs(user_client: TestClient) -> None:
    assert user_client.get("/api/accounts/me").status_code == 200

    assert_problem(user_client.get(ME), 401, "key_refused")


def test_a_key_opens_nothing_that_is_for_people(program: Program, token: str) -> None:
    for path in ("/api/accounts/me", "/api/api-keys"):
        assert_problem(program(token).get(path), 401, "not_signed_in")
    renamed = program(token).patch("/api/accounts/me", json={"name": "Mallory"})
    assert_problem(renamed, 401, "not_signed_in")


def test_the_key_counts_and_not_who_is_signed_in_beside_it(
    other_client: TestClient, token: str, user: User
) -> None:
    answer = other_client.get(ME, headers={"Authorization": f"Bearer {token}"})

    assert answer.json()["id"] == user.id


def test_the_keys_of_somebody_who_is_gone_open_nothing(
    program: Program, token: str, database: Session, user: User
) -> None:
    database.delete(user)
    database.commit()

    assert_problem(program(token).get(ME), 401, "key_refused")


def test_the_keys_of_somebody_who_is_suspended_open_nothing_until_they_are_restored(
    program: Program, token: str, database: Session, user: User
) -> None:
    user.suspended_at = utc_now()
    database.add(user)
    database.commit()
    assert_problem(program(token).get(ME), 401, "key_refused")

    user.suspended_at = None
    database.add(user)
    database.commit()

    assert program(token).get(ME).status_code == 200


def test_a_key_that_is_used_too_often_has_to_wait_and_others_go_on(
    program: Program,
    token: str,
    database: Session,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "REQUESTS", "2 per 1 minute")
    assert [program(token).get(ME).status_code for _ in range(2)] == [200, 200]

    answer = program(token).get(ME)

    assert_problem(answer, 429, "too_many_requests")
    assert 1 <= int(answer.headers["Retry-After"]) <= 61
    assert program(token_with(database, user, "account:read")).get(ME).status_code == 200


def test_while_redis_is_away_programs_are_served(
    program: Program, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: str) -> None:
        raise redis_errors.ConnectionError

    monkeypatch.setattr(limits, "count_attempt", away)

    assert program(token).get(ME).status_code == 200


def test_it_is_known_when_a_key_was_last_used_within_a_few_minutes(
    program: Program, token: str, database: Session
) -> None:
    def used_at() -> datetime:
        database.expire_all()
        moment = database.exec(select(ApiKey.used_at)).one()
        assert moment is not None
        return moment

    assert database.exec(select(ApiKey.used_at)).one() is None
    program(token).get(ME)
    first = used_at()
    program(token).get(ME)
    assert used_at() == first

    database.exec(update(ApiKey).values(used_at=utc_now() - timedelta(minutes=6)))
    database.commit()
    program(token).get(ME)

    assert utc_now() - used_at() < timedelta(minutes=1)


def test_the_line_of_a_request_names_the_key_by_its_id_alone(
    program: Program, token: str, database: Session, user: User, lines: list[dict[str, object]]
) -> None:
    program(token).get(ME)

    (line,) = [line for line in lines if "milliseconds" in line]
    assert line["user_id"] == user.id
    assert line["known_by"] == database.exec(select(ApiKey.id)).one()
    assert token not in str(line)


def test_a_refused_key_counts_as_no_use(program: Program, database: Session, user: User) -> None:
    program(token_with(database, user, "other:read")).get(ME)

    assert database.exec(select(ApiKey.used_at)).one() is None


def test_what_programs_may_do_is_described_to_everybody(app: FastAPI, client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()

    assert document["servers"][0]["url"].endswith("/api/v1")
    assert "/me" in document["paths"]
    assert "/accounts/me" not in document["paths"]
    # The pages have no business there: their own client is not made of it.
    assert not [path for path in app.openapi()["paths"] if "/v1" in path]
