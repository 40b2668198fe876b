"""Values come back as they were from each format, read by the shell or parser that it is meant for."""

import base64
import json
import re
import shutil
import subprocess

import pytest

from tests.unit.core.env_files_test import HOSTILE
from tests.unit.tools.environment.systemd import parse_environment_file
from tools.environment.formats import as_json, docker, dokku, github, shell, systemd
from tools.terminal import ToolError

VALUES = {f"VALUE_{number}": value for number, value in enumerate(HOSTILE)}
SHELLS = [name for name in ("sh", "bash", "dash", "zsh") if shutil.which(name)]


@pytest.mark.parametrize("program", SHELLS)
def test_a_shell_reads_them_back(program: str) -> None:
    # Only builtins, so that the variables reach no other program; each value ends with NUL, which none can hold.
    show = "".join(f'printf "%s\\0" "${name}"\n' for name in VALUES)
    result = subprocess.run(
        [program], input=(shell(VALUES) + show).encode(), capture_output=True, check=True, env={}
    )

    assert result.stdout.decode().split("\0")[:-1] == list(VALUES.values())
    assert result.stderr == b""


def test_what_a_shell_was_told_reaches_its_programs() -> None:
    words = shell({"NAME": "two\nlines"}) + "sh -c 'printf %s \"$NAME\"'"
    assert (
        subprocess.run(["sh", "-c", words], capture_output=True, check=True).stdout == b"two\nlines"
    )


def test_a_parser_of_json_reads_them_back() -> None:
    assert json.loads(as_json(VALUES)) == VALUES


def test_github_reads_them_back() -> None:
    assert read_by_github(github(VALUES)) == VALUES


def test_github_is_told_the_end_by_words_that_no_value_can_know() -> None:
    text = github({"FIRST": "x", "SECOND": "x"})

    ends = re.findall(r"<<(.+)", text)
    assert len({*ends}) == 2
    assert github({"FIRST": "x"}) != github({"FIRST": "x"})


def read_by_github(text: str) -> dict[str, str]:
    """As GitHub's documentation of environment files has it: NAME<<END, the lines of the value, END."""
    found, lines = {}, text.split("\n")
    while lines[0]:
        name, end = lines.pop(0).split("<<")
        number = lines.index(end)
        found[name] = "\n".join(lines[:number])
        del lines[: number + 1]
    return found


def test_dokku_reads_them_back() -> None:
    # Words of a command: neither spaces nor anything that a shell would touch.
    words = dokku(VALUES).split()

    assert all(re.fullmatch(r"[A-Z0-9_]+=[A-Za-z0-9+/=]*", word) for word in words)
    pairs = (word.split("=", 1) for word in words)
    assert {name: base64.b64decode(value).decode() for name, value in pairs} == VALUES


def test_systemd_reads_them_back() -> None:
    assert parse_environment_file(systemd(VALUES)) == VALUES


def test_docker_reads_them_back() -> None:
    values = {name: value for name, value in VALUES.items() if "\n" not in value}

    assert read_by_docker(docker(values)) == values


def read_by_docker(text: str) -> dict[str, str]:
    """As its documentation of --env-file and its source (docker/cli, pkg/kvfile) have it: no quotes, no escapes."""
    found = {}
    for line in text.encode().split(b"\n"):
        kept = line.removesuffix(b"\r").decode().lstrip()
        if kept and not kept.startswith("#"):
            name, _, value = kept.partition("=")
            assert not re.search(r"\s", name)
            found[name] = value
    return found


@pytest.mark.parametrize("value", ["two\nlines", "end\r"])
def test_docker_cannot_be_told_lines(value: str) -> None:
    with pytest.raises(ToolError, match=r"values with lines of their own: PEM\.") as error:
        docker({"NAME": "x", "PEM": value})

    assert value not in str(error.value)
