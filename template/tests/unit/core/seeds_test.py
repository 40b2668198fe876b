import pytest
from sqlmodel import Session

from app.accounts.seed import demo_user
from app.core.command_error import CommandError
from app.core.seeds import seed_features


def test_there_is_one_demo_person_however_often_one_seeds(database: Session) -> None:
    seed_features()
    seed_features()

    assert demo_user(database)


def test_production_is_not_seeded(database: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")

    with pytest.raises(CommandError, match="production"):
        seed_features()
