import os
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, inspect

from app.core import migrations
from app.core.models import metadata
from app.core.settings import settings
from tests.databases import spare_database


@pytest.fixture
def empty_url(servers: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database without a table, that the product's settings name for the length of a test."""
    with spare_database(os.environ["DATABASE_URL"], "00") as url:
        monkeypatch.setenv("DATABASE_URL", url)
        settings.cache_clear()
        yield settings().database_url
        monkeypatch.undo()
        settings.cache_clear()


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names()) - {"alembic_version"}
    finally:
        engine.dispose()


def test_migrations_lead_up_down_and_up_again(empty_url: str) -> None:
    told: list[str] = []

    migrations.upgrade(told.append)
    assert tables(empty_url) == set(metadata.tables)
    assert "accounts: Create users and their sessions." in told

    migrations.downgrade()
    assert tables(empty_url) == set()

    migrations.upgrade(told.append)
    assert tables(empty_url) == set(metadata.tables)

    told.clear()
    migrations.upgrade(told.append)
    assert told == ["The database is up to date."]


def test_models_and_migrations_agree(empty_url: str) -> None:
    migrations.upgrade(lambda _: None)

    migrations.check()
