"""Secrets in files that git ignores."""

import re
import threading
from pathlib import Path

import pytest

from tests.unit.tools.secrets.promises import VaultPromises
from tools.secrets import private_files
from tools.secrets.files import Files


@pytest.fixture
def vault(tmp_path: Path) -> Files:
    return Files(tmp_path)


class TestFiles(VaultPromises):
    """The promises of every vault, kept by files."""


def test_only_the_owner_can_read_the_file_whatever_it_was_before(
    vault: Files, tmp_path: Path
) -> None:
    file = tmp_path / "development.local.env"
    file.write_text("# mine\nSMTP_URL=smtp://mail.example\n")
    file.chmod(0o644)
    assert len(list(vault.problems("development"))) == 1

    vault.set("development", "GOOGLE_CLIENT_SECRET", "secret")

    assert file.stat().st_mode & 0o777 == 0o600
    assert list(vault.problems("development")) == []


def test_what_else_stands_in_the_file_stays_where_it_is(vault: Files, tmp_path: Path) -> None:
    file = tmp_path / "development.local.env"
    file.write_text("# mine\nTWO=2\n\nONE=1\n# end")

    vault.set("development", "TWO", "two")
    vault.set("development", "THREE", "3")

    assert file.read_text() == "# mine\nTWO=two\n\nONE=1\n# end\nTHREE=3\n"


def test_setting_up_hides_a_file_that_others_could_read(vault: Files, tmp_path: Path) -> None:
    file = tmp_path / "development.local.env"
    file.write_text("ONE=1\n")
    file.chmod(0o644)

    told = list(vault.set_up("development"))

    assert "readable for others" in told[0]
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(vault.set_up("development")) == []


@pytest.mark.usefixtures("_shop")
def test_setting_up_makes_strong_values_once_and_others_in_each_project(tmp_path: Path) -> None:
    here, there = Files(tmp_path / "here"), Files(tmp_path / "there")
    here.set("development", "SHOP_WEBHOOK_SECRET", "1")

    [told] = here.set_up("development")
    first = here.values("development")
    list(here.set_up("development"))
    list(there.set_up("development"))

    assert first.keys() == {"SHOP_KEY", "SHOP_WEBHOOK_SECRET"}
    assert re.fullmatch("[0-9a-f]{64}", first["SHOP_KEY"])
    assert first["SHOP_KEY"] not in told
    assert here.values("development") == first
    assert there.values("development")["SHOP_KEY"] != first["SHOP_KEY"]


@pytest.mark.usefixtures("_shop")
def test_setting_up_twice_at_the_same_time_makes_one_value(vault: Files) -> None:
    told: list[str] = []
    both = [
        threading.Thread(target=lambda: told.extend(vault.set_up("development"))) for _ in range(4)
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert len(told) == 1


def test_an_interruption_leaves_the_file_as_it_was(
    vault: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.set("development", "ONE", "1")

    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(private_files.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        vault.set("development", "ONE", "a longer one")

    assert vault.values("development") == {"ONE": "1"}
    assert [file.name for file in tmp_path.iterdir()] == ["development.local.env"]


def test_of_values_that_are_set_at_the_same_time_none_is_lost(vault: Files) -> None:
    names = [f"NAME_{number}" for number in range(16)]
    setters = [threading.Thread(target=vault.set, args=("development", n, n)) for n in names]
    for setter in setters:
        setter.start()
    for setter in setters:
        setter.join()

    assert sorted(vault.values("development")) == sorted(names)


def test_a_file_that_checkouts_share_by_a_link_stays_shared(vault: Files, tmp_path: Path) -> None:
    shared = tmp_path / "elsewhere.env"
    shared.write_text("ONE=1\n")
    (tmp_path / "development.local.env").symlink_to(shared)

    vault.set("development", "TWO", "2")

    assert shared.read_text() == "ONE=1\nTWO=2\n"
