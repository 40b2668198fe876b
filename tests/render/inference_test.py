"""What `--defaults` infers, from the folder, from git and from gh, is always good enough to be an answer."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDERS = {
    "walnut-desk": ("Walnut Desk", "walnut-desk"),
    "my_app.v2": ("My App V2", "my-app-v2"),
    "-rf": ("Rf", "rf"),
    "2048": ("My Product", "my-product"),
    "日本": ("My Product", "my-product"),
    "ångström-日本": ("Ångström 日本", "angstrom"),
    "æblegrød_straße łódź þór": ("Æblegrød Straße Łódź Þór", "aeblegrod-strasse-lodz-thor"),
    "It's $(touch owned); `id`": ("It S Touch Owned Id", "it-s-touch-owned-id"),
    "a" * 120: ("A" + "a" * 59, "a" * 40),
    "{{ 7 * 7 }}": ("My Product", "my-product"),
    '<b>"x"': ("B X", "b-x"),
}
"""Folders, and the name and slug that come from them."""

CLEAN = {
    "author_name": "Walnut Desk team",
    "author_email": "hello@walnut-desk.example",
    "github_owner": "walnut-desk",
}
"""What is answered when no tool knows better."""

KNOWN = {
    "author_name": "Ada O'Neil",
    "author_email": "ada@oneil.example",
    "github_owner": "ada-oneil",
}
"""What the tools answer when they work."""

BEHAVIOURS = {
    "prints nothing": ":",
    "fails": "exit 1",
    "complains": "echo 'fatal: unable to read the configuration' >&2; exit 128",
    "complains and exits with 0": "echo 'warning: a new release is out' >&2",
    "says one word on the side": "echo oops >&2",
    "prints several lines": "printf 'one\\ntwo@example.com\\n'",
    "prints markup": "echo '<b>{{ 7 * 7 }}</b> \"quoted\" \\\\'",
    "prints a command": "echo '$(touch owned) `touch owned`'",
    "prints control characters": "printf 'a\\033[31mb\\a'",
    "prints no text": "printf '\\377\\376'",
    "prints a lot": "head -c 100000 /dev/zero | tr '\\0' a",
}
"""What a stand-in for git and gh does when it is asked."""


def stand_in(folder: Path, name: str, script: str) -> None:
    """Put an executable of this name into a folder."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: ascii(folder[:24]))
def test_names_come_from_the_folder(folder: str, infer: Callable[..., dict[str, object]]) -> None:
    found = infer(folder)
    assert (found["project_name"], found["project_slug"]) == FOLDERS[folder]


def test_tools_that_are_absent_leave_clean_answers(
    tmp_path: Path, infer: Callable[..., dict[str, object]]
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "ls").symlink_to(shutil.which("ls") or "/bin/ls")
    assert infer(PATH=str(tools)).items() >= CLEAN.items()


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_tools_that_misbehave_leave_clean_answers(
    behaviour: str, tmp_path: Path, infer: Callable[..., dict[str, object]]
) -> None:
    for name in ("git", "gh", "op"):
        stand_in(tmp_path / "tools", name, BEHAVIOURS[behaviour])
    assert infer(PATH=f"{tmp_path / 'tools'}:{os.environ['PATH']}").items() >= CLEAN.items()


def test_tools_that_work_are_believed(
    tmp_path: Path, infer: Callable[..., dict[str, object]]
) -> None:
    (tmp_path / "gitconfig").write_text(
        f"[user]\nname = {KNOWN['author_name']}\nemail = {KNOWN['author_email']}\n"
    )
    # The host is named, so that gh asks its own files and not the network.
    script = f'[ "$*" = "config get --host github.com user" ] && echo {KNOWN["github_owner"]}'
    stand_in(tmp_path / "tools", "gh", script)
    found = infer(
        PATH=f"{tmp_path / 'tools'}:{os.environ['PATH']}",
        GIT_CONFIG_GLOBAL=str(tmp_path / "gitconfig"),
    )
    assert found.items() >= KNOWN.items()


ACCOUNTS = """[
  {
    "url": "oneil-family.1password.eu",
    "email": "ada@oneil.example",
    "user_uuid": "HHHHHHHHHHHHHHHHHHHHHHHHHH",
    "account_uuid": "GGGGGGGGGGGGGGGGGGGGGGGGGG"
  }
]"""


def test_the_account_at_1password_is_the_one_that_op_knows(
    tmp_path: Path, infer: Callable[..., dict[str, object]]
) -> None:
    script = f"[ \"$*\" = 'account list --format json' ] && cat <<'END'\n{ACCOUNTS}\nEND"
    stand_in(tmp_path / "tools", "op", script)
    path = f"{tmp_path / 'tools'}:{os.environ['PATH']}"

    found = infer(answers={"secrets": "onepassword"}, PATH=path)

    assert found["onepassword_account"] == "oneil-family.1password.eu"
    assert found["onepassword_vault"] == "walnut-desk"


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_an_op_that_misbehaves_leaves_the_account_to_be_told(
    behaviour: str, tmp_path: Path, infer: Callable[..., dict[str, object]]
) -> None:
    stand_in(tmp_path / "tools", "op", BEHAVIOURS[behaviour])
    path = f"{tmp_path / 'tools'}:{os.environ['PATH']}"

    assert (
        infer(answers={"secrets": "onepassword"}, PATH=path)["onepassword_account"]
        == "my.1password.com"
    )
