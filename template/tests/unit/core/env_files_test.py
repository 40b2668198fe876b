from pathlib import Path

import pytest

from app.core.env_files import Line, read, written
from app.core.environment import SettingsError

HOSTILE = [
    "plain",
    "two words",
    "$HOME `id` $(id) ${X}",
    'it\'s "so"',
    '"in quotes"',
    '"',
    "back\\slash\\n",
    '\\$1 \\" \\` \\',
    "first line\nsecond line\n",
    "a # b",
    "#",
    "  spaces  ",
    "\ttab",
    "Žluťoučký 🐎",
    "a=b=c",
    "-----BEGIN KEY-----\nMC4CAQ==\n-----END KEY-----\n",
    "\r\n",
    "\u2028\u0085",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "test.env"


def values(file: Path) -> dict[str, str]:
    return {line.name: line.value for line in read(file)}


def test_a_value_goes_to_the_end_of_its_line_and_means_itself(file: Path) -> None:
    file.write_text(
        "# A comment\n"
        "\n"
        "PLAIN=some words # and more, for $5\n"
        "  SPACED = around  \n"
        'SENDER="Ada\'s" <ada@example.org>\n'
        "EMPTY=\n"
        r'LINES="one\ntwo"'
    )

    assert values(file) == {
        "PLAIN": "some words # and more, for $5",
        "SPACED": "around",
        "SENDER": '"Ada\'s" <ada@example.org>',
        "EMPTY": "",
        "LINES": "one\ntwo",
    }


@pytest.mark.parametrize("value", HOSTILE)
def test_what_is_written_is_read_again(file: Path, value: str) -> None:
    file.write_text(
        f"{written('BEFORE', 'x')}\n{written('NAME', value)}\n{written('AFTER', 'y')}\n"
    )

    assert values(file) == {"BEFORE": "x", "NAME": value, "AFTER": "y"}


def test_a_value_that_a_line_can_show_is_written_as_it_is() -> None:
    assert written("NAME", 'it\'s $5 # "so"') == 'NAME=it\'s $5 # "so"'


def test_files_of_other_systems_are_read(file: Path) -> None:
    file.write_bytes("\ufeffNAME=value\r\nOTHER=more\r\n".encode())

    assert values(file) == {"NAME": "value", "OTHER": "more"}


def test_each_line_knows_where_it_stands(file: Path) -> None:
    file.write_text("# first\n\nNAME=value\n")

    assert read(file) == [Line("NAME", "value", file, 3)]


def test_a_file_that_is_not_there_says_nothing(file: Path) -> None:
    assert read(file) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("just words", "write NAME=value"),
        ("export NAME=secret-word", "without `export`"),
        ("name=secret-word", "capitals"),
        ('NAME="secret-word" "more"', "read as JSON"),
        (r'NAME="secret-word\ud800"', "read as JSON"),
        (r'NAME="secret-word\u0000"', "NUL"),
        ("FIRST=secret-word", "FIRST stands here for the second time"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_place_and_without_its_value(
    file: Path, line: str, said: str
) -> None:
    file.write_text(f"FIRST=1\n{line}\n")

    with pytest.raises(SettingsError) as error:
        read(file)

    assert f"{file}:2: " in str(error.value)
    assert said in str(error.value)
    assert "secret-word" not in str(error.value)


def test_a_file_that_is_no_text_is_told(file: Path) -> None:
    file.write_bytes(b"NAME=\xff\n")

    with pytest.raises(SettingsError, match="is not text in UTF-8"):
        read(file)
