"""A database of version 0.3.0, in which accounts had the sessions and the passwords, ends as a new one does."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from alembic import command
from app.core import migrations
from app.core.settings import settings
from tests.databases import spare_database

#: What 0.3.0 had beside what accounts' history makes today, with one person.
OLDER = """
alter table users add column password_hash varchar not null;
create table user_sessions (
    token_hash bytea constraint pk_user_sessions primary key,
    user_id uuid not null constraint fk_user_sessions_user_id_users references users (id) on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index ix_user_sessions_expires_at on user_sessions (expires_at);
create index ix_user_sessions_user_id on user_sessions (user_id);
insert into users (id, email, name, password_hash)
    values (gen_random_uuid(), 'ada@example.org', 'Ada Example', 'the hash of old');
insert into user_sessions select 'token', id, now(), now() from users;
"""


@pytest.fixture
def url(servers: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database without a table, that the product's settings name."""
    with spare_database(os.environ["DATABASE_URL"], "00") as url:
        monkeypatch.setenv("DATABASE_URL", url)
        settings.cache_clear()
        yield url
    settings.cache_clear()


def test_passwords_are_kept_and_sessions_begin_anew(url: str) -> None:
    with migrations.migrating() as (config, _):
        command.upgrade(config, "accounts@head")
    with psycopg.connect(url) as connection:
        connection.execute(OLDER)

    migrations.upgrade(lambda _: None)

    with psycopg.connect(url) as connection:
        kept = connection.execute(
            "select email, hash from users join passwords on user_id = users.id"
        )
        assert kept.fetchall() == [("ada@example.org", "the hash of old")]
        assert connection.execute("select * from user_sessions").fetchall() == []
    # Raises where the database is not what the models say.
    migrations.check()
