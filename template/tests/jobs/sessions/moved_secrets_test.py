"""Second factors whose key is replaced."""

from collections.abc import Callable, Iterator

import pytest
from sqlmodel import Session
from typer.testing import CliRunner

from app.__main__ import cli
from app.accounts.models import User
from app.core.models import utc_now
from app.core.settings import settings_of
from app.sessions.two_factor.errors import SecondCodeWrong
from app.sessions.two_factor.models import Authenticator
from app.sessions.two_factor.service import use_code
from tests.factories.sessions import SECRET, AuthenticatorFactory
from tests.stand_ins.authenticator_app import shown_code

OLD, NEW = "o" * 32, "n" * 32
RestartWith = Callable[..., None]


@pytest.fixture
def restart_with(monkeypatch: pytest.MonkeyPatch) -> Iterator[RestartWith]:
    """The product reads its settings anew, with these keys."""

    def restart(*keys: str) -> None:
        monkeypatch.setenv("TWO_FACTOR_KEY", ",".join(keys))
        settings_of.cache_clear()

    yield restart
    settings_of.cache_clear()


def keys(*words: str) -> str:
    result = CliRunner().invoke(cli, ["keys", *words])
    assert result.exit_code == 0, result.output
    return result.output


def test_all_secrets_move_to_the_first_key_and_the_former_is_needed_no_more(
    database: Session, user: User, restart_with: RestartWith
) -> None:
    restart_with(OLD)
    AuthenticatorFactory.create(database, user_id=user.id)
    database.commit()

    restart_with(NEW, OLD)
    assert keys("list", "TWO_FACTOR_KEY") == "1\n"
    assert "1 secrets of authenticator apps" in keys("list")
    assert "1 secrets" in keys("move", "TWO_FACTOR_KEY")
    assert keys("list", "TWO_FACTOR_KEY") == "0\n"
    assert "0 secrets" in keys("move", "TWO_FACTOR_KEY")

    restart_with(NEW)
    database.expire_all()
    assert use_code(database, user.id, shown_code(SECRET)).user_id == user.id


def test_a_used_code_is_not_good_again_because_its_secret_moved(
    database: Session, user: User, restart_with: RestartWith
) -> None:
    restart_with(OLD)
    AuthenticatorFactory.create(database, user_id=user.id)
    code = shown_code(SECRET)
    use_code(database, user.id, code)
    database.commit()

    restart_with(NEW, OLD)
    keys("move", "TWO_FACTOR_KEY")

    database.expire_all()
    with pytest.raises(SecondCodeWrong):
        use_code(database, user.id, code)


def test_a_secret_that_no_key_opens_waits_for_none(
    database: Session, user: User, restart_with: RestartWith
) -> None:
    database.add(Authenticator(user_id=user.id, secret=b"lost", confirmed_at=utc_now()))
    database.commit()

    restart_with(NEW, OLD)

    assert keys("list", "TWO_FACTOR_KEY") == "0\n"
    assert "0 secrets" in keys("move", "TWO_FACTOR_KEY")


def test_what_no_row_depends_on_is_told_so(database: Session) -> None:
    result = CliRunner().invoke(cli, ["keys", "move", "SESSION_PEPPER"])
    assert "cannot be moved" in str(result.exception)

    result = CliRunner().invoke(cli, ["keys", "list", "ELEPHANT"])
    assert "No rows depend on ELEPHANT" in str(result.exception)
