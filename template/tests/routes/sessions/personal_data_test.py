from datetime import timedelta

from fastapi.testclient import TestClient
from sqlmodel import Session, select, update

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions.models import Password, UserSession
from app.sessions.passkeys.models import Passkey
from app.sessions.two_factor.models import Authenticator
from tests.assertions import assert_problem
from tests.factories.sessions import SECRET, AuthenticatorFactory, RecoveryCodeFactory

EXPORT = "/api/accounts/me/export"


def test_people_take_away_how_they_sign_in_and_nothing_that_opens_anything(
    user_client: TestClient, other_client: TestClient, database: Session, user: User
) -> None:
    passkey = Passkey(user_id=user.id, credential_id=b"id", public_key=b"key", name="Telephone")
    database.add(passkey)
    AuthenticatorFactory.create(database, user_id=user.id)
    RecoveryCodeFactory.create(database, user_id=user.id)
    database.commit()

    answer = user_client.post(EXPORT)

    told = answer.json()["sessions"]
    assert [each["name"] for each in told["passkeys"]] == ["Telephone"]
    assert len(told["sessions"]) == len(told["passwords"]) == len(told["authenticators"]) == 1
    for secret in (
        database.exec(select(Password.hash)).one(),
        SECRET,
        database.exec(select(Authenticator.secret)).one().decode(),
        *(each.hex() for each in database.exec(select(UserSession.token_hash))),
    ):
        assert secret not in answer.text
    assert "hash" not in str(told)


def test_taking_data_away_and_leaving_are_for_somebody_who_has_just_shown_that_it_is_them(
    user_client: TestClient, database: Session
) -> None:
    long_ago = utc_now() - timedelta(minutes=11)
    database.exec(update(UserSession).values(confirmed_at=long_ago))
    database.commit()

    for answer in (user_client.post(EXPORT), user_client.delete("/api/accounts/me")):
        assert_problem(answer, 403, "confirmation_required")
