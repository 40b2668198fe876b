"""Secrets in 1Password, through a stand-in for its program `op`."""

import datetime
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.stand_ins.programs.on_path import MakeStandIn, StandIn
from tests.unit.tools.secrets.promises import VaultPromises
from tools.project import SLUG
from tools.secrets.lines import read
from tools.secrets.onepassword import __main__ as program
from tools.secrets.onepassword import tokens
from tools.secrets.onepassword.vault import OnePassword
from tools.terminal import ToolError

ACCOUNT = "team.1password.eu"
SECRET = "a-secret-7c1"
TWO = "SENTRY_DSN=op://shop/keys/sentry\n# a comment\nSENTRY_AUTH_TOKEN=op://shop/keys/log in/github\n"
KEYS = {
    "title": "keys",
    "category": "SECURE_NOTE",
    "sections": [{"id": "x9", "label": "log in"}],
    "fields": [
        {"id": "q1", "label": "sentry", "type": "CONCEALED", "value": "https://k@sentry.example/1"},
        {
            "id": "q2",
            "label": "github",
            "type": "CONCEALED",
            "value": f"{SECRET}\n",
            "section": {"id": "x9", "label": "log in"},
        },
        {"id": "q3", "label": "github", "type": "CONCEALED", "value": "another one"},
    ],
}


@pytest.fixture
def op(stand_in: MakeStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """`op`, signed in to an account with the vault `shop`."""
    monkeypatch.delenv(tokens.TOKEN, raising=False)
    monkeypatch.setattr(tokens, "FILE", tmp_path / "token.env")
    return stand_in("op", {"account": ACCOUNT, "vaults": {"shop": {"keys": KEYS}}})


@pytest.fixture
def gh(stand_in: MakeStandIn) -> StandIn:
    """`gh`, signed in, for a repository without secrets."""
    return stand_in("gh", {"environments": {"": {"secret": {}, "variable": {}}}})


@pytest.fixture
def vault(op: StandIn, tmp_path: Path) -> OnePassword:
    (tmp_path / "env").mkdir()
    return OnePassword(account=ACCOUNT, vault="shop", root=tmp_path)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], None]:
    """`written(text)`: what env/development.env says."""

    def write(text: str) -> None:
        (tmp_path / "env" / "development.env").write_text(text)

    return write


class TestOnePassword(VaultPromises):
    """The promises of every vault, kept by 1Password."""


def test_all_references_are_fetched_by_one_call(
    vault: OnePassword, op: StandIn, written: Callable[[str], None]
) -> None:
    written(TWO + "PUBLIC_URL=https://shop.example\n")

    vault.make_ready("development")
    vault.make_ready("development")

    kept = vault.root / ".local" / "secrets" / "development.env"
    assert read(kept) == {
        "SENTRY_DSN": "https://k@sentry.example/1",
        "SENTRY_AUTH_TOKEN": f"{SECRET}\n",
    }
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert op.calls == [["inject", "--account", ACCOUNT]]

    written(TWO.replace("keys/sentry", "keys/q1"))
    vault.make_ready("development")
    assert len(op.calls) == 2


def test_somebody_may_have_a_value_of_their_own(
    vault: OnePassword, written: Callable[[str], None]
) -> None:
    written(TWO)
    own = vault.root / "env" / "development.local.env"
    own.write_text("SENTRY_DSN=https://mine@sentry.example/2\n")

    assert vault.places("development") == {"SENTRY_AUTH_TOKEN": "op://shop/keys/log in/github"}


def test_without_references_nobody_needs_op(vault: OnePassword, op: StandIn) -> None:
    kept = vault.root / ".local" / "secrets" / "development.env"
    kept.parent.mkdir(parents=True)
    kept.write_text("SENTRY_DSN=left from before\n")

    vault.make_ready("development")

    assert op.calls == []
    assert not kept.exists()


def test_a_new_secret_gets_an_item_and_a_reference(vault: OnePassword, op: StandIn) -> None:
    assert (
        vault.set("production", "SENTRY_DSN", SECRET) == f"op://shop/{SLUG}-production/SENTRY_DSN"
    )

    file = vault.root / "env" / "production.env"
    assert file.read_text() == f"SENTRY_DSN=op://shop/{SLUG}-production/SENTRY_DSN\n"
    assert SECRET not in json.dumps(op.calls)


def test_a_field_is_changed_where_the_reference_points(
    vault: OnePassword, op: StandIn, written: Callable[[str], None]
) -> None:
    written(TWO)
    vault.make_ready("development")

    vault.set("development", "SENTRY_AUTH_TOKEN", "new")

    values = [each["value"] for each in op.world["vaults"]["shop"]["keys"]["fields"]]
    assert values == ["https://k@sentry.example/1", "new", "another one"]
    assert "new" not in json.dumps(op.calls)
    assert (vault.root / "env" / "development.env").read_text() == TWO
    # What was fetched before is forgotten.
    vault.make_ready("development")
    kept = read(vault.root / ".local" / "secrets" / "development.env")
    assert kept["SENTRY_AUTH_TOKEN"] == "new"


def test_a_login_is_not_sent_back_because_it_would_lose_some_of_itself(
    vault: OnePassword, op: StandIn, written: Callable[[str], None]
) -> None:
    op.change(vaults={"shop": {"keys": KEYS | {"category": "LOGIN"}}})
    written(TWO)

    with pytest.raises(ToolError, match="1Password app"):
        vault.set("development", "SENTRY_DSN", "new")


@pytest.mark.parametrize(
    ("world", "told"),
    [
        ({"account": ""}, "knows no account team.1password.eu.*op account add"),
        ({"account": "other.1password.com"}, "knows no account team"),
        ({"signed_in": False}, "not signed in.*op signin --account team.1password.eu"),
        ({"vaults": {"shop": {}}}, "no item keys.*moved, renamed or archived"),
        ({"vaults": {}}, "no vault shop in team.1password.eu.*share it"),
        ({"vaults": {"shop": {"keys": {"fields": []}}}}, "has no field sentry.*renamed"),
        (
            {
                "failure": "could not resolve item UUID for item keys: More than one item matches"
                ' "keys". Try again and specify the item by its ID'
            },
            "more than one item keys",
        ),
        ({"failure": "dial tcp: lookup team.1password.eu: no such host"}, "cannot be reached"),
        ({"failure": "context deadline exceeded"}, "cannot be reached"),
        ({"failure": "(429) Too Many Requests"}, "too often"),
        ({"failure": "(403) Forbidden: You do not have permission"}, "does not let you"),
        ({"failure": "something that nobody has seen"}, "failed: something that nobody has seen"),
    ],
)
def test_each_failure_says_what_to_do(
    world: dict[str, Any],
    told: str,
    vault: OnePassword,
    op: StandIn,
    written: Callable[[str], None],
) -> None:
    op.change(**world)
    written(TWO)

    with pytest.raises(ToolError, match=f"(?s){told}"):
        vault.make_ready("development")
    assert not (vault.root / ".local" / "secrets" / "development.env").exists()


def test_without_op_it_says_where_to_get_it(
    vault: OnePassword, written: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    written(TWO)
    monkeypatch.setenv("PATH", str(vault.root / "nowhere"))

    with pytest.raises(ToolError, match=r"not installed.*get-started"):
        vault.make_ready("development")


def test_an_argument_that_op_does_not_know_is_an_error(vault: OnePassword) -> None:
    with pytest.raises(ToolError, match="unknown flag"):
        vault.op.run("inject", "--json")


@pytest.mark.parametrize("text", ["op://shop/keys", "op://shop/keys/a/b/c", "op://shop/<x>/y"])
def test_what_is_no_reference_is_told_with_its_name(
    text: str, vault: OnePassword, written: Callable[[str], None]
) -> None:
    written(f"SENTRY_DSN={text}\n")
    with pytest.raises(ToolError, match=r"SENTRY_DSN: op://shop.* is no reference"):
        vault.make_ready("development")


def test_the_check_names_every_reference_that_gives_nothing(
    vault: OnePassword, written: Callable[[str], None]
) -> None:
    written("ONE=op://shop/gone/a\nTWO=op://shop/gone/b\nTHREE=op://shop/keys/sentry\n")

    [problem] = vault.problems("development")

    assert "no item gone" in problem
    assert "ONE (op://shop/gone/a), TWO (op://shop/gone/b)" in problem
    assert "THREE" not in problem


def test_a_token_of_this_machine_opens_the_vault_until_it_ends(
    vault: OnePassword,
    op: StandIn,
    written: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    written(TWO)

    program.local_token(vault, 30)

    ends = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=30)
    [token] = op.world["tokens"]
    assert stat.S_IMODE(tokens.FILE.stat().st_mode) == 0o600
    assert token not in capsys.readouterr().out
    assert list(vault.expiries()) == [f"This machine's token ends on {ends.isoformat()}."]
    # Nobody is signed in any more, and nobody need be.
    op.change(account="")
    vault.make_ready("development")

    op.change(tokens=[])
    vault.forget("development")
    with pytest.raises(ToolError, match=r"expired or was taken back.*just secrets local-token"):
        vault.make_ready("development")


def test_a_token_for_workflows_is_a_secret_of_github(
    vault: OnePassword, op: StandIn, gh: StandIn
) -> None:
    program.grant_ci(vault, 90)

    [token] = op.world["tokens"]
    kept = gh.world["environments"][""]
    assert kept["secret"] == {tokens.TOKEN: token}
    assert kept["variable"].keys() == {tokens.EXPIRES}
    assert token not in json.dumps(gh.calls + op.calls)
    words = op.calls[-1]
    assert words[words.index("--vault") + 1] == "shop:read_items"
    assert words[words.index("--expires-in") + 1] == "90d"


def test_no_token_is_made_that_github_would_not_take(
    vault: OnePassword, op: StandIn, gh: StandIn
) -> None:
    gh.change(signed_in=False)

    with pytest.raises(ToolError, match="gh auth login"):
        program.grant_ci(vault, 90)
    assert op.calls == []
