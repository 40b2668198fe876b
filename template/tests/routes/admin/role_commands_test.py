"""What `just py roles` shows and does."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from typer.testing import CliRunner

from app.__main__ import cli
from app.accounts.models import User
from app.core.command_error import CommandError
from tests.assertions import assert_problem
from tests.utils import sign_in

ME = "/api/accounts/me"


def roles(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["roles", *arguments])
    if isinstance(result.exception, CommandError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_a_role_is_given_and_asks_to_sign_in_again(
    user_client: TestClient, database: Session, user: User
) -> None:
    told = roles("give", f" {user.email.upper()} ", "admin")

    assert told == f"{user.email}: admin, before member\n"
    assert_problem(user_client.get(ME), 401, "not_signed_in")
    assert sign_in(user_client, database, user).get(ME).json()["role"] == "admin"


def test_to_give_the_same_role_again_disturbs_nobody(user_client: TestClient, user: User) -> None:
    roles("give", user.email, "member")

    assert user_client.get(ME).status_code == 200


def test_who_may_do_something_is_shown(user: User, admin: User) -> None:
    told = roles("list")

    assert f"admin  {admin.email}" in told
    assert user.email not in told
    assert "admin: become_users, change_roles, " in told


def test_the_last_administrator_stays_one(admin: User) -> None:
    with pytest.raises(CommandError, match="Make somebody else an administrator first"):
        roles("give", admin.email, "member")


def test_a_role_for_nobody_is_told(database: Session) -> None:
    with pytest.raises(CommandError, match=r"nobody@mail\.example"):
        roles("give", "nobody@mail.example", "admin")
    assert CliRunner().invoke(cli, ["roles", "give", "nobody@mail.example", "king"]).exit_code == 2
