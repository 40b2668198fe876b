from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.accounts.models import User
from app.core.jobs.models import QueuedJob
from tests.factories.sessions import PASSWORD


def test_signing_in_is_logged_as_the_person_and_without_their_secrets(
    client: TestClient, user: User, lines: list[dict[str, object]]
) -> None:
    client.post("/api/sessions/sign-in", json={"email": user.email, "password": PASSWORD})

    assert lines[-1]["user_id"] == user.id
    assert PASSWORD not in str(lines)
    assert user.email not in str(lines)


def test_the_job_that_a_request_asks_for_knows_who_asked(
    user_client: TestClient, database: Session, user: User
) -> None:
    answer = user_client.put("/api/sessions/password", json={"password": "eleven loud harbours"})

    job = database.exec(select(QueuedJob)).one()
    assert (job.user_id, job.request_id) == (user.id, answer.headers["X-Request-ID"])
