"""Secrets in encrypted files, through a stand-in for `sops` that speaks its format and that of age."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.stand_ins.programs import sops as stand_in
from tests.unit.tools.secrets.promises import VaultPromises
from tools.project import ROOT
from tools.secrets.lines import read
from tools.secrets.sops import __main__ as program
from tools.secrets.sops.identity import VARIABLE, is_recipient, make_key, own_recipients
from tools.secrets.sops.program import Program
from tools.secrets.sops.recipients import Recipient
from tools.secrets.sops.vault import Sops
from tools.terminal import ToolError

SECRET = "a-secret-7c1"
FILE, RULES = "env/development.secrets.env", ".sops.yaml"


@dataclass
class InThisProcess:
    """Runs the stand-in without starting a process."""

    calls: list[list[str]] = field(default_factory=list)

    def __call__(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        self.calls.append(command)
        status, told, said = 0, "", ""
        variables = patch.dict(os.environ, options["env"], clear=True)
        with contextlib.chdir(options["cwd"]), variables:
            try:
                told = stand_in.obey(command[1:], options.get("input"))
            except stand_in.Failure as failure:
                said, status = failure.args
        return subprocess.CompletedProcess(command, status, told, said)


@pytest.fixture
def sops() -> InThisProcess:
    return InThisProcess()


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOPS_AGE_KEY", raising=False)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "key.txt"))
    make_key(tmp_path / "key.txt")


@pytest.fixture
def vault(tmp_path: Path, sops: InThisProcess) -> Sops:
    return Sops(tmp_path, Program(tmp_path, sops))


@pytest.fixture
def somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """From then on, this is the machine of somebody who has just come. Gives their recipient."""

    def come() -> str:
        monkeypatch.setenv(VARIABLE, str(tmp_path / "newcomer.txt"))
        return make_key(tmp_path / "newcomer.txt")

    return come


class TestSops(VaultPromises):
    """The promises of every vault, kept by encrypted files."""


def test_names_are_readable_and_values_are_not(
    vault: Sops, sops: InThisProcess, tmp_path: Path
) -> None:
    vault.set("development", "SHOP_KEY", SECRET)
    vault.values("development")

    text = (tmp_path / FILE).read_text()
    assert "SHOP_KEY=ENC[AES256_GCM,data:" in text
    assert SECRET not in text
    assert "BEGIN AGE ENCRYPTED FILE" in text
    assert not any(SECRET in word for call in sops.calls for word in call)
    assert list(vault.problems("development")) == []


def test_recipes_find_the_values_and_nobody_else_on_the_machine(
    vault: Sops, tmp_path: Path
) -> None:
    vault.set("development", "SHOP_KEY", SECRET)
    opened = tmp_path / ".local" / "secrets" / "development.env"

    vault.make_ready("development")
    assert read(opened) == {"SHOP_KEY": SECRET}
    assert opened.stat().st_mode & 0o777 == 0o600

    vault.set("development", "SHOP_KEY", "another")
    vault.make_ready("development")
    assert read(opened) == {"SHOP_KEY": "another"}

    (tmp_path / FILE).unlink()
    vault.make_ready("development")
    assert not opened.exists()


def test_a_newcomer_gets_a_key_is_told_whom_to_ask_and_reads_once_they_are_added(
    vault: Sops, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.set("development", "SHOP_KEY", SECRET)
    vault.write_rules({"development": [Recipient(own_recipients()[0], "Ada Example")]})
    adas_key = tmp_path / "key.txt"
    monkeypatch.setenv(VARIABLE, str(tmp_path / "newcomer" / "key.txt"))

    made, ask = vault.set_up("development")
    recipient = own_recipients()[0]
    assert recipient in made
    assert "Ask Ada Example" in ask
    assert f'just secrets add-recipient {recipient} "YOUR NAME"' in ask
    assert list(vault.set_up("development")) == [ask]
    assert (tmp_path / "newcomer" / "key.txt").stat().st_mode & 0o777 == 0o600
    with pytest.raises(ToolError, match="not encrypted for you"):
        vault.values("development")

    with monkeypatch.context() as at_adas:
        at_adas.setenv(VARIABLE, str(adas_key))
        program.add(vault, "development", recipient, "Grace Example")

    assert vault.values("development") == {"SHOP_KEY": SECRET}
    assert list(vault.problems("development")) == []
    assert f"- {recipient} # Grace Example\n" in (tmp_path / RULES).read_text()


def test_who_is_taken_out_reads_nothing_that_comes(
    vault: Sops, somebody_else: Callable[[], str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    vault.set("development", "SHOP_KEY", SECRET)
    ours = str(tmp_path / "key.txt")
    theirs = somebody_else()
    monkeypatch.setenv(VARIABLE, ours)
    program.add(vault, "development", theirs, "Grace Example")
    before = (tmp_path / FILE).read_text()

    program.remove(vault, "development", "Grace Example")

    assert before.splitlines()[0] != (tmp_path / FILE).read_text().splitlines()[0]
    assert vault.values("development") == {"SHOP_KEY": SECRET}
    monkeypatch.setenv(VARIABLE, str(tmp_path / "newcomer.txt"))
    with pytest.raises(ToolError, match="not encrypted for you"):
        vault.values("development")


def test_who_may_read_development_does_not_read_production(
    vault: Sops, somebody_else: Callable[[], str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for environment in ("development", "production"):
        vault.set(environment, "SHOP_KEY", SECRET)
    theirs = somebody_else()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "key.txt"))
    program.add(vault, "development", theirs, "Grace Example")

    monkeypatch.setenv(VARIABLE, str(tmp_path / "newcomer.txt"))
    assert vault.values("development") == {"SHOP_KEY": SECRET}
    with pytest.raises(ToolError, match="--environment production"):
        vault.values("production")


@pytest.mark.parametrize("key", ["age1nobody", "", "ssh-ed25519 AAAA", "age1" + "q" * 58])
def test_a_key_that_was_not_copied_whole_is_refused(key: str, vault: Sops) -> None:
    assert not is_recipient(key)
    with pytest.raises(ToolError, match="no public key of age"):
        program.add(vault, "development", key, "Grace Example")
    assert not vault.rules.exists()


def test_nobody_takes_themselves_out(vault: Sops) -> None:
    vault.set("development", "SHOP_KEY", SECRET)

    with pytest.raises(ToolError, match="could not read them yourself"):
        program.remove(vault, "development", own_recipients()[0])
    with pytest.raises(ToolError, match=r"cannot read them\. Who can"):
        program.remove(vault, "development", "Nobody")


def test_a_change_that_fails_leaves_the_list_of_readers_as_it_was(
    vault: Sops, somebody_else: Callable[[], str]
) -> None:
    vault.set("development", "SHOP_KEY", SECRET)
    before = vault.rules.read_text()
    theirs = somebody_else()

    # On a machine that cannot read the file.
    with pytest.raises(ToolError):
        program.add(vault, "development", theirs, "Grace Example")

    assert vault.rules.read_text() == before


def damaged(how: str, text: str) -> str:
    lines = text.splitlines(keepends=True)
    match how:
        case "a value":
            return text.replace("data:", "data:AAAA", 1)
        case "a line less":
            return "".join(lines[1:])
        case "lines in another order":
            return "".join([lines[1], lines[0], *lines[2:]])
    return "<<<<<<< HEAD\n" + lines[0] + "=======\n" + text + ">>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("a value", "a line was changed"),
        ("a line less", "git checkout <commit>"),
        ("lines in another order", "a line was changed"),
        ("a merge", "git checkout --ours"),
    ],
)
def test_a_file_that_was_changed_by_hand_is_not_believed(
    how: str, told: str, vault: Sops, tmp_path: Path
) -> None:
    vault.set("development", "SHOP_KEY", SECRET)
    vault.set("development", "SHOP_WEBHOOK_SECRET", "1")
    file = tmp_path / FILE
    file.write_text(damaged(how, file.read_text()))
    before = file.read_text()

    for attempt in (vault.values, vault.make_ready, lambda e: vault.set(e, "SHOP_KEY", "new")):
        with pytest.raises(ToolError, match=told):
            attempt("development")

    assert file.read_text() == before


def test_without_a_key_it_is_told_how_to_get_one(
    vault: Sops, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.set("development", "SHOP_KEY", SECRET)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nothing.txt"))

    with pytest.raises(ToolError, match=r"no key for env/development.*`just setup`"):
        vault.values("development")
    with pytest.raises(ToolError, match="no key to encrypt for"):
        vault.set("production", "SHOP_KEY", SECRET)


def test_without_sops_it_is_told_where_to_get_it_and_setting_up_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    vault = Sops(tmp_path)

    assert list(vault.set_up("development")) == []
    assert vault.values("development") == {}
    with pytest.raises(ToolError, match=r"`sops` is not installed.*getsops\.io"):
        vault.set("development", "SHOP_KEY", SECRET)
    assert not (tmp_path / FILE).exists()


@pytest.mark.usefixtures("_shop")
def test_production_gets_values_that_can_be_made_when_it_is_asked_for(vault: Sops) -> None:
    assert list(vault.set_up("development")) == []
    [told] = vault.set_up("production")

    assert told == "Made SHOP_KEY in env/production.secrets.env. Commit it."
    assert len(vault.values("production")["SHOP_KEY"]) == 64
    assert list(vault.set_up("production")) == []


def test_a_value_in_clear_and_readers_that_are_not_named_are_told(
    vault: Sops, tmp_path: Path
) -> None:
    vault.set("development", "SHOP_KEY", SECRET)
    file = tmp_path / FILE
    file.write_text(f"SHOP_TILL_URL={SECRET}\n{file.read_text()}")
    vault.write_rules({"development": []})
    (tmp_path / "key.txt").chmod(0o644)

    visible, clear, others = vault.problems("development")

    assert "chmod 600" in visible
    assert "SHOP_TILL_URL stands in" in clear
    assert SECRET not in clear
    assert "sops updatekeys" in others


def test_people_change_them_in_an_editor(
    vault: Sops, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ToolError, match="just secrets set NAME"):
        program.edit(vault, "development")
    vault.set("development", "SHOP_KEY", SECRET)

    monkeypatch.setenv("EDITOR", "true")
    program.edit(vault, "development")
    assert capsys.readouterr().out == "Nothing was changed.\n"

    monkeypatch.setenv("EDITOR", f"sed -i.old s/{SECRET}/changed/")
    program.edit(vault, "development")
    assert vault.values("development") == {"SHOP_KEY": "changed"}


def test_the_program_itself_is_started_as_it_is_documented(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "bin" / "sops"
    script.parent.mkdir()
    file = ROOT / "tests" / "stand_ins" / "programs" / "sops.py"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{file}" "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(script.parent), prepend=os.pathsep)
    vault = Sops(tmp_path)

    vault.set("development", "SHOP_KEY", SECRET)

    assert vault.values("development") == {"SHOP_KEY": SECRET}
    with pytest.raises(ToolError, match="status 1"):
        vault.program.run("updatekeys", "--yes", "env/nothing.secrets.env")
