"""`just db dump`, `restore`, `psql` and `reset`, on a database of the tests."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.databases import spare_database
from tools import database

INSERT = "insert into users (id, email, name) values (gen_random_uuid(), 'ada@example.org', 'Ada')"
Db = Callable[..., int]


@pytest.fixture
def url(servers: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with spare_database(os.environ["DATABASE_URL"], "01", migrated=True) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        yield url


@pytest.fixture
def db(url: str, monkeypatch: pytest.MonkeyPatch) -> Db:
    """`just db …`, by somebody without a terminal who would say yes. Returns the exit status."""

    def run(*words: str) -> int:
        monkeypatch.setattr(sys, "argv", ["just db", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO("yes\n"))
        try:
            database.main()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    return run


def people(url: str) -> int:
    with psycopg.connect(url) as connection:
        (count,) = connection.execute("select count(*) from users").fetchone() or (None,)
        return int(count or 0)


def test_what_was_dumped_comes_back(url: str, db: Db, tmp_path: Path) -> None:
    assert db("psql", "--quiet", "--command", INSERT) == 0
    file = tmp_path / "before"

    assert db("dump", str(file)) == 0
    db("psql", "--quiet", "--command", "delete from users")
    assert people(url) == 0

    assert db("restore", str(file), "--yes") == 0
    assert people(url) == 1
    assert list(tmp_path.iterdir()) == [file]
    assert file.stat().st_mode & 0o077 == 0


def test_files_lie_where_the_recipe_was_called(
    db: Db, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CALLED_FROM", str(tmp_path))

    assert db("dump", "here.dump") == 0
    assert (tmp_path / "here.dump").exists()

    assert db("dump", "nowhere/here.dump") == 1
    assert db("restore", "there.dump") == 1
    told = capsys.readouterr().err
    assert "name a file in a folder that is there" in told
    assert f"There is no file {tmp_path / 'there.dump'}." in told


def test_a_broken_dump_leaves_the_database_as_it_was(
    url: str, db: Db, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db("psql", "--quiet", "--command", INSERT)
    (tmp_path / "broken").write_text("no dump")

    assert db("restore", str(tmp_path / "broken"), "--yes") == 1
    assert "pg_restore failed" in capsys.readouterr().err
    assert people(url) == 1


@pytest.mark.parametrize("words", [("reset",), ("restore", "pyproject.toml")])
def test_nothing_is_replaced_unasked(
    db: Db, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert db(*words) == 1
    assert "Add --yes if that is meant" in capsys.readouterr().err


def test_reset_begins_anew_with_examples(url: str, db: Db) -> None:
    db("psql", "--quiet", "--command", "create table leftover ()")

    assert db("reset", "--yes") == 0

    assert people(url) == 2
    with psycopg.connect(url) as connection:
        assert connection.execute("select to_regclass('leftover')").fetchone() == (None,)


def test_production_is_left_alone(
    db: Db, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")

    assert db("reset", "--yes") == 1
    assert "ENVIRONMENT says production" in capsys.readouterr().err


def databases(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        return {name for (name,) in connection.execute("select datname from pg_database")}


def test_cleaning_drops_what_interrupted_tests_have_left(url: str, db: Db) -> None:
    name = urlsplit(url).path.removeprefix("/")
    with spare_database(f"{url}_test_gw", "7") as left, spare_database(f"{url}_test_gw", "8"):
        assert db("clean") == 0

        assert databases(url) & {f"{name}_test_gw7", f"{name}_test_gw8", name} == {name}
        assert urlsplit(left).path == f"/{name}_test_gw7"


def test_the_database_goes_only_if_that_is_meant(url: str, db: Db) -> None:
    name = urlsplit(url).path.removeprefix("/")
    server = urlunsplit(urlsplit(url)._replace(path="/postgres"))

    assert db("nuke") == 1
    assert name in databases(server)

    assert db("nuke", "--yes") == 0
    assert name not in databases(server)
