from fastapi.testclient import TestClient
from sqlmodel import Session

from app.accounts.models import User
from app.core.models import utc_now
from tests.factories.accounts import UserFactory
from tests.factories.notes import NoteFactory


def test_people_take_their_notes_away_deleted_ones_too(
    user_client: TestClient, database: Session, user: User
) -> None:
    NoteFactory.create(database, owner_id=user.id, title="Kept")
    NoteFactory.create(database, owner_id=user.id, title="Deleted", deleted_at=utc_now())
    NoteFactory.create(database, owner_id=UserFactory.create(database).id, title="Another's")

    told = user_client.post("/api/accounts/me/export").json()["notes"]

    assert {each["title"] for each in told} == {"Kept", "Deleted"}
    assert all(each["body"] for each in told)
