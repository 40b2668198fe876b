import os
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from alembic.script import Script, ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from app.core import migrations
from app.core.command_error import CommandError
from app.core.downgrades import chosen, describe, downgrade
from app.core.models import metadata
from app.core.revisions import folders, heads_of
from app.core.settings import settings
from app.features import features
from tests.databases import spare_database


@pytest.fixture
def empty_url(servers: None) -> Iterator[str]:
    """A database without a table, that the product's settings name for the length of a test."""
    with spare_database(os.environ["DATABASE_URL"], "00") as url, named_by_settings(url) as named:
        yield named


@pytest.fixture
def newest_url(servers: None) -> Iterator[str]:
    """The same, but the database has been through all revisions."""
    address = os.environ["DATABASE_URL"]
    with spare_database(address, "00", migrated=True) as url, named_by_settings(url) as named:
        yield named


@contextmanager
def named_by_settings(url: str) -> Generator[str]:
    with pytest.MonkeyPatch.context() as variables:
        variables.setenv("DATABASE_URL", url)
        settings.cache_clear()
        yield settings().database_url
    settings.cache_clear()


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names()) - {"alembic_version"}
    finally:
        engine.dispose()


def test_migrations_lead_up_down_and_up_again_one_by_one(empty_url: str) -> None:
    told: list[str] = []
    migrations.upgrade(told.append)
    assert tables(empty_url) == set(metadata.tables)
    assert "accounts: Create users." in told
    revisions = len(told)

    for number in range(revisions):
        told.clear()
        take_back_newest(told.append)
        assert len(told) == 1, f"revision {number} from the end is not the newest"
    assert tables(empty_url) == set()

    told.clear()
    migrations.upgrade(told.append)
    assert len(told) == revisions
    assert tables(empty_url) == set(metadata.tables)

    told.clear()
    migrations.upgrade(told.append)
    assert told == ["The database is up to date."]


def take_back_newest(report: Callable[[str], None] = print) -> None:
    downgrade(lambda revisions: revisions[0], lambda _: True, report)


def test_a_revision_is_taken_back_with_all_that_builds_on_it(newest_url: str) -> None:
    shown: list[Script] = []
    told: list[str] = []

    def confirm(revisions: list[Script]) -> bool:
        shown.extend(revisions)
        return True

    downgrade(lambda revisions: chosen(revisions, "cdf370d1ba3e"), confirm, told.append)

    assert told == [f"Taken back: {describe(each)}" for each in shown]
    assert told[-1] == "Taken back: accounts: Create users."
    assert "users" not in tables(newest_url)


@pytest.mark.parametrize("answer", ["no", "nothing"])
def test_nothing_is_taken_back_that_nobody_means(newest_url: str, answer: str) -> None:
    with pytest.raises(CommandError, match="Nothing was changed"):
        downgrade(lambda revisions: None if answer == "nothing" else revisions[0], lambda _: False)
    with pytest.raises(CommandError, match="no revision 123"):
        downgrade(lambda revisions: chosen(revisions, "123"), lambda _: True)

    assert tables(newest_url) == set(metadata.tables)


def test_production_only_goes_forward(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")

    with pytest.raises(CommandError, match="only goes forward"):
        take_back_newest()


def test_each_feature_has_one_newest_revision() -> None:
    script = ScriptDirectory.from_config(migrations.configuration())
    newest = {folder.name: heads_of(script, folder) for folder in folders(migrations.MIGRATIONS)}

    assert {name: len(heads) for name, heads in newest.items()} == dict.fromkeys(newest, 1)
    assert {feature.name for feature in features if feature.models} <= set(newest)


def test_a_migration_gives_up_soon_where_it_would_keep_everybody_waiting(
    newest_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "LOCK_TIMEOUT", "50ms")
    engine = create_engine(newest_url)

    with engine.connect() as busy:
        busy.execute(text("select * from users"))
        with pytest.raises(CommandError, match=r"Nothing was changed\. Try again"):
            downgrade(lambda revisions: revisions[-1], lambda _: True)
    engine.dispose()

    assert tables(newest_url) == set(metadata.tables)


def test_what_is_missing_is_told_by_name(empty_url: str) -> None:
    with pytest.raises(CommandError, match="accounts: Create users"):
        migrations.require_newest()
    assert tables(empty_url) == set()

    migrations.upgrade(lambda _: None)
    migrations.require_newest()


def test_models_and_migrations_agree(newest_url: str) -> None:
    migrations.check()


def test_a_second_one_waits_until_the_first_has_migrated(empty_url: str) -> None:
    with (
        ThreadPoolExecutor() as threads,
        psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as first,
    ):
        first.execute("select pg_advisory_lock(%s)", [migrations.LOCK])
        told: list[str] = []
        # A thread has a connection of its own, and nothing but the database keeps it waiting.
        second = threads.submit(migrations.upgrade, told.append)
        while not second.done() and not waiting(first):
            time.sleep(0.01)
        assert not second.done()
        assert tables(empty_url) == set()

        first.execute("select pg_advisory_unlock(%s)", [migrations.LOCK])
        second.result(timeout=60)

    assert any(line.startswith("accounts: ") for line in told)
    assert tables(empty_url) == set(metadata.tables)


def waiting(connection: psycopg.Connection) -> bool:
    """Whether somebody waits for a lock in this database."""
    return (
        connection.execute(
            "select from pg_locks where locktype = 'advisory' and not granted "
            "and database = (select oid from pg_database where datname = current_database())"
        ).rowcount
        > 0
    )
