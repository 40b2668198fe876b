import pytest
from fastapi.testclient import TestClient

from app.accounts.seed import demo_email
from app.core.seeds import seed_features
from app.sessions.seed import PASSWORD


def test_the_demo_person_can_sign_in_however_often_one_seeds(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    seed_features()
    seed_features()

    told = capsys.readouterr().out
    assert demo_email() in told
    assert PASSWORD in told
    credentials = {"email": demo_email(), "password": PASSWORD}
    assert client.post("/api/sessions/sign-in", json=credentials).status_code == 200
