"""Adding, naming and removing passkeys."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, delete, select, update

from app.accounts.models import User
from app.core.jobs.models import QueuedJob
from app.core.models import utc_now
from app.core.project import project
from app.sessions.cookies import cookie_name
from app.sessions.models import Password, UserSession
from app.sessions.passkeys import service
from app.sessions.passkeys.models import Passkey, PasskeyId
from tests.assertions import assert_problem, assert_recorded
from tests.stand_ins.authenticator import Authenticator, read
from tests.stand_ins.passkeys import PASSKEYS, add, begin, send, sign_in

ME = "/api/accounts/me"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


def test_a_passkey_is_added_and_listed(user_client: TestClient) -> None:
    made = add(user_client, Authenticator())

    assert made["name"] == "iCloud Keychain"
    assert made["used_at"] is None
    assert set(made) == {"id", "name", "created_at", "used_at"}
    assert user_client.get(PASSKEYS).json() == [made]


def test_a_keeper_that_says_nothing_of_itself_is_named_after_the_browser(
    user_client: TestClient,
) -> None:
    user_client.headers["User-Agent"] = FIREFOX

    assert add(user_client, Authenticator(aaguid=UUID(int=0)))["name"] == "Firefox on Linux"


def test_the_browser_is_asked_for_a_passkey_that_suffices_alone(
    user_client: TestClient, user: User
) -> None:
    first = Authenticator()
    add(user_client, first)

    options = begin(user_client, "new")

    assert options["rp"] == {"id": project().domain, "name": project().name}
    assert options["user"]["name"] == user.email
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["attestation"] == "none"
    assert [read(each["id"]) for each in options["excludeCredentials"]] == [first.credential_id]
    # What the passkey remembers of its owner says nothing of them.
    assert user.email.encode() not in read(options["user"]["id"])


def test_a_passkey_gets_another_name(user_client: TestClient) -> None:
    made = add(user_client, Authenticator())

    renamed = user_client.patch(f"{PASSKEYS}/{made['id']}", json={"name": "  Blue key "})

    assert renamed.json() == {**made, "name": "Blue key"}
    assert user_client.get(PASSKEYS).json() == [renamed.json()]


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\r\nBcc: all@evil.example", "a\0", None])
def test_an_impossible_name_is_told_so(user_client: TestClient, name: str | None) -> None:
    made = add(user_client, Authenticator())

    answer = user_client.patch(f"{PASSKEYS}/{made['id']}", json={"name": name})

    assert_problem(answer, 422, "validation_failed", "name")


def test_a_removed_passkey_opens_nothing(app: FastAPI, user_client: TestClient) -> None:
    authenticator = Authenticator()
    made = add(user_client, authenticator)

    assert user_client.delete(f"{PASSKEYS}/{made['id']}").status_code == 204

    assert user_client.get(PASSKEYS).json() == []
    assert_problem(sign_in(TestClient(app), authenticator), 400, "passkey_refused")


def test_nobody_touches_another_persons_passkey(
    user_client: TestClient, other_client: TestClient
) -> None:
    made = add(user_client, Authenticator())

    for passkey_id in (made["id"], PasskeyId.new()):
        path = f"{PASSKEYS}/{passkey_id}"
        assert_problem(other_client.patch(path, json={"name": "Mine"}), 404, "not_found")
        assert_problem(other_client.delete(path), 404, "not_found")
    assert other_client.get(PASSKEYS).json() == []
    assert user_client.get(PASSKEYS).json() == [made]


def test_a_stranger_learns_and_changes_nothing(client: TestClient) -> None:
    path = f"{PASSKEYS}/{PasskeyId.new()}"
    for answer in (
        client.get(PASSKEYS),
        client.post(f"{PASSKEYS}/new"),
        send(client, "", Authenticator().make({"challenge": "AA", "user": {"id": "AA"}})),
        client.patch(path, json={"name": "Mine"}),
        client.delete(path),
    ):
        assert_problem(answer, 401, "not_signed_in")


def test_after_ten_minutes_people_are_asked_who_they_are(
    user_client: TestClient, database: Session
) -> None:
    authenticator = Authenticator()
    made, options = add(user_client, authenticator), begin(user_client, "new")
    confirmed_at = utc_now() - timedelta(minutes=10, seconds=1)
    database.exec(update(UserSession).values(confirmed_at=confirmed_at))
    database.commit()

    for answer in (
        user_client.post(f"{PASSKEYS}/new"),
        send(user_client, "", Authenticator().make(options)),
        user_client.delete(f"{PASSKEYS}/{made['id']}"),
    ):
        assert_problem(answer, 403, "confirmation_required")
    assert user_client.get(PASSKEYS).json() == [made]


def test_adding_and_removing_gives_the_session_another_token(
    app: FastAPI, user_client: TestClient
) -> None:
    name = cookie_name(secure=False)
    first = user_client.cookies[name]
    added = send(user_client, "", Authenticator().make(begin(user_client, "new")))
    removed = user_client.delete(f"{PASSKEYS}/{added.json()['id']}")

    assert len({first, added.cookies[name], removed.cookies[name]}) == 3
    for token in (first, added.cookies[name]):
        assert_problem(TestClient(app, cookies={name: token}).get(ME), 401, "not_signed_in")
    assert user_client.get(ME).status_code == 200


def test_the_last_way_in_stays(user_client: TestClient, database: Session, user: User) -> None:
    first, second = (add(user_client, Authenticator()) for _ in range(2))
    database.exec(delete(Password))
    database.commit()

    assert user_client.delete(f"{PASSKEYS}/{first['id']}").status_code == 204
    refused = user_client.delete(f"{PASSKEYS}/{second['id']}")

    assert_problem(refused, 409, "last_way_in")
    assert user_client.get(PASSKEYS).json() == [second]


def test_there_are_only_so_many(user_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_PASSKEYS", 2)
    options = begin(user_client, "new")
    for _ in range(2):
        add(user_client, Authenticator())

    assert_problem(user_client.post(f"{PASSKEYS}/new"), 409, "too_many_passkeys")
    late = send(user_client, "", Authenticator().make(options))
    assert_problem(late, 409, "too_many_passkeys")


def test_one_passkey_has_one_owner(user_client: TestClient, other_client: TestClient) -> None:
    authenticator = Authenticator()
    add(user_client, authenticator)

    for browser in (user_client, other_client):
        answer = send(browser, "", authenticator.make(begin(browser, "new")))
        assert_problem(answer, 409, "passkey_known")


def test_a_challenge_is_good_once(user_client: TestClient) -> None:
    options = begin(user_client, "new")
    assert send(user_client, "", Authenticator().make(options)).status_code == 201

    again = send(user_client, "", Authenticator().make(options))

    assert_problem(again, 400, "passkey_refused")


def test_a_challenge_is_good_for_whom_it_was_made_in_that_browser_alone(
    app: FastAPI, user_client: TestClient, other_client: TestClient, user: User
) -> None:
    options = begin(user_client, "new")

    stolen = send(other_client, "", Authenticator().make(options))

    assert_problem(stolen, 400, "passkey_refused")
    # Another browser of the same person did not ask either.
    telephone = TestClient(app)
    own = Authenticator()
    add(user_client, own)
    assert sign_in(telephone, own).status_code == 200
    assert_problem(send(telephone, "", Authenticator().make(options)), 400, "passkey_refused")
    assert send(user_client, "", Authenticator().make(options)).status_code == 201


@pytest.mark.parametrize("purpose", ["sign-in/begin", "confirm/begin"])
def test_a_challenge_for_something_else_adds_nothing(user_client: TestClient, purpose: str) -> None:
    add(user_client, Authenticator())
    user_handle = begin(user_client, "new")["user"]
    options = {**begin(user_client, purpose), "user": user_handle}

    answer = send(user_client, "", Authenticator().make(options))

    assert_problem(answer, 400, "passkey_refused")


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.example"},
        {"origin": f"http://{project().domain}"},
        {"origin": f"https://{project().domain}:8443"},
        {"host": "evil.example"},
        {"verifies_user": False},
    ],
)
def test_a_passkey_of_another_site_or_one_that_anybody_can_use_is_refused(
    user_client: TestClient, lie: dict[str, Any]
) -> None:
    answer = send(user_client, "", Authenticator(**lie).make(begin(user_client, "new")))

    assert_problem(answer, 400, "passkey_refused")
    assert user_client.get(PASSKEYS).json() == []


@pytest.mark.parametrize(
    "response",
    [
        {"clientDataJSON": "AAAA"},
        {"clientDataJSON": "A"},
        {"attestationObject": "AAAA"},
        {"attestationObject": "oA"},
    ],
)
def test_what_cannot_be_read_adds_nothing(
    user_client: TestClient, response: dict[str, str]
) -> None:
    credential = Authenticator().make(begin(user_client, "new"))
    credential["response"] |= response

    assert_problem(send(user_client, "", credential), 400, "passkey_refused")


def test_what_has_not_the_right_form_is_told_so(user_client: TestClient) -> None:
    for wrong in ({}, {"credential": "x"}, {"credential": {"id": "?"}}):
        answer = user_client.post(PASSKEYS, json=wrong)
        assert answer.status_code == 422, answer.text


def test_of_the_secret_half_nothing_is_stored(user_client: TestClient, database: Session) -> None:
    authenticator = Authenticator()
    add(user_client, authenticator)

    stored = database.exec(select(Passkey)).one()

    assert stored.public_key == authenticator.public_key()
    assert stored.credential_id == authenticator.credential_id


def test_the_owner_is_told_of_each_passkey_that_comes_or_goes(
    user_client: TestClient, database: Session, user: User
) -> None:
    made = add(user_client, Authenticator())
    user_client.delete(f"{PASSKEYS}/{made['id']}")

    asked = [job.arguments for job in database.exec(select(QueuedJob).order_by(QueuedJob.id))]

    assert [each[:2] for each in asked] == [[user.id, "added"], [user.id, "removed"]]


def test_what_becomes_of_passkeys_is_on_record(
    user_client: TestClient, database: Session, user: User
) -> None:
    path = f"{PASSKEYS}/{add(user_client, Authenticator())['id']}"
    user_client.patch(path, json={"name": "Blue key"})
    user_client.delete(path)

    events = ("passkey_added", "passkey_renamed", "passkey_removed")
    event = assert_recorded(database, user, *events)

    assert event.details == {"passkey": "Blue key"}
    assert event.actor_id == user.id
