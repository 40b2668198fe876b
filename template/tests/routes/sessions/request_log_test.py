from fastapi.testclient import TestClient

from app.accounts.models import User
from tests.factories.sessions import PASSWORD


def test_signing_in_is_logged_as_the_person_and_without_their_secrets(
    client: TestClient, user: User, lines: list[dict[str, object]]
) -> None:
    client.post("/api/sessions/sign-in", json={"email": user.email, "password": PASSWORD})

    assert lines[-1]["user_id"] == user.id
    assert PASSWORD not in str(lines)
    assert user.email not in str(lines)
