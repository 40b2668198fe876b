from datetime import timedelta

from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions.jobs import delete_what_is_over
from app.sessions.models import UserSession


def test_expired_sessions_are_forgotten_and_others_go_on(
    database: Session, user: User, user_client: TestClient
) -> None:
    database.add(
        UserSession(
            token_hash=b"expired", user_id=user.id, expires_at=utc_now() - timedelta(seconds=1)
        )
    )
    database.commit()

    delete_what_is_over(database)

    assert len(database.exec(select(UserSession)).all()) == 1
    assert user_client.get("/api/accounts/me").status_code == 200
