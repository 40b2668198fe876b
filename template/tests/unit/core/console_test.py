import pytest
from sqlalchemy.exc import InternalError
from sqlmodel import Session, select

from app.accounts.models import User
from app.core import console
from app.core.settings import settings

ADD = "session.add(User(email='ada@example.org', name='Ada')); session.commit()"

# A service that decides about its transaction itself.
BY_ITSELF = (
    "from app.core.mail.bounces import record_bounce; from app.core.database import unit_of_work\n"
    "with unit_of_work() as other: record_bounce(other, 'ada@example.org', 'because')"
)


def people(database: Session) -> list[str]:
    database.rollback()
    return list(database.exec(select(User.name)))


def test_models_session_and_settings_are_at_hand(
    committed_database: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    console.run(write=False, code=ADD)
    console.run(write=False, code="print(session.exec(select(User)).one().id, settings.port)")

    assert people(committed_database) == ["Ada"]
    assert capsys.readouterr().out.startswith("user_")


def test_development_has_the_factories_at_hand(
    committed_database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "development")

    console.run(write=False, code="UserFactory.create(session, name='Ada')")

    assert people(committed_database) == ["Ada"]


@pytest.mark.parametrize("write", [False, True])
def test_production_is_read_only_unless_asked(
    committed_database: Session, monkeypatch: pytest.MonkeyPatch, write: bool
) -> None:
    settings()
    monkeypatch.setenv("ENVIRONMENT", "production")
    if write:
        console.run(write=True, code=ADD)
    else:
        for code in (ADD, BY_ITSELF):
            with pytest.raises(InternalError, match="read-only transaction"):
                console.run(write=False, code=code)

    assert people(committed_database) == (["Ada"] if write else [])
    shown = console.banner({}, read_only=not write)
    assert ("READ ONLY" in shown) is not write


def test_production_has_no_factories(
    committed_database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings()
    monkeypatch.setenv("ENVIRONMENT", "production")

    with pytest.raises(NameError):
        console.run(write=False, code="UserFactory")


def test_nothing_is_stored_unless_somebody_commits(committed_database: Session) -> None:
    console.run(write=True, code=ADD.partition(";")[0])

    assert people(committed_database) == []
