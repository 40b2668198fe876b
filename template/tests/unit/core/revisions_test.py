"""What `python -m app migration` writes, tried on a copy of the backend that somebody goes on working on."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.core.command_error import CommandError
from app.core.migrations import LOCK, write_revisions
from app.core.project import ROOT
from tests.databases import spare_database

THINGS = """
from sqlalchemy import ForeignKey
from sqlmodel import Field

from app.accounts.models import UserId
from app.core.feature import Feature
from app.core.ids import Id
from app.core.models import Timestamps


class ThingId(Id, prefix="thing"):
    pass


class Thing(Timestamps, table=True):
    "Something that somebody has."

    __tablename__ = "things"

    id: ThingId = Field(default_factory=ThingId.new, primary_key=True, sa_type=ThingId.column_type)
    owner_id: UserId = Field(
        sa_type=UserId.column_type, sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")]
    )


things = Feature(name="things", models=(Thing,))
"""

PEOPLE = "app/accounts/models.py"


def value(revision: str, name: str) -> str:
    """What a revision says about itself, as it is written."""
    (line,) = [line for line in revision.splitlines() if re.match(rf"{name}\b.*=", line)]
    return line.partition("= ")[2]


#: Several commands, one after the other, in one process: most of what a command costs is its start.
PROGRAM = """
import json, sys
from app.__main__ import main
for words in json.loads(sys.argv[1]):
    print(f"$ {words[0]}", flush=True)
    sys.argv = ["app", *words]
    try:
        main()
    except SystemExit:
        sys.stdout.flush()
"""


class Checkout:
    """A copy of the backend, with a database of its own."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.environment = {**os.environ, "DATABASE_URL": database_url}
        for name in ("app", "migrations"):
            shutil.copytree(ROOT / name, folder / name)
        for name in ("alembic.ini", "project.json", "pyproject.toml"):
            shutil.copy(ROOT / name, folder / name)

    def run(self, *commands: tuple[str, ...]) -> list[str]:
        """What each of the product's commands says."""
        result = subprocess.run(
            [sys.executable, "-c", PROGRAM, json.dumps(commands)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=True,
        )
        return re.split(r"^\$ .*\n", result.stdout, flags=re.MULTILINE)[1:]

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))

    def add_things(self) -> None:
        """Give the product another feature, whose table refers to people."""
        (self.folder / "app" / "things").mkdir()
        (self.folder / "app" / "things" / "__init__.py").touch()
        (self.folder / "app" / "things" / "feature.py").write_text(THINGS)
        self.edit(
            "app/features.py",
            "from app.core.feature import Feature\n",
            "from app.core.feature import Feature\nfrom app.things.feature import things\n",
        )
        self.edit("app/features.py", "    accounts,\n", "    accounts,\n    things,\n")

    def revisions(self, feature: str) -> list[str]:
        return sorted(
            path.read_text() for path in (self.folder / "migrations" / feature).glob("*.py")
        )


@pytest.fixture
def checkout(servers: None, tmp_path: Path) -> Iterator[Checkout]:
    with spare_database(os.environ["DATABASE_URL"], "00", migrated=True) as url:
        yield Checkout(tmp_path, url)


def test_a_feature_comes_changes_and_goes(checkout: Checkout) -> None:
    features = (checkout.folder / "app" / "features.py").read_text()
    before = checkout.revisions("accounts")

    (told,) = checkout.run(("migration", "Change nothing"))
    assert "nothing to write" in told
    assert checkout.revisions("accounts") == before

    checkout.add_things()
    checkout.edit(PEOPLE, "    name: str\n", "    name: str\n    city: str | None\n")
    settled, refused, migrated = checkout.run(
        ("migration", "settle down."), ("migration", "Too early"), ("migrate",)
    )
    assert "accounts: a new revision" in settled
    assert "things: a new revision" in settled
    (things,) = checkout.revisions("things")
    (people,) = set(checkout.revisions("accounts")) - set(before)
    assert '"things"' in things
    assert 'comment="Something that somebody has."' in things
    assert '"city"' not in things
    assert '"city"' in people
    assert '"things"' not in people
    # Each has a history of its own, and the one that refers to the other comes after it.
    assert value(things, "branch_labels") == '("things",)'
    assert value(things, "down_revision") == "None"
    assert value(people, "revision") in value(things, "depends_on")
    assert 'TRIGGER touch_updated_at BEFORE UPDATE ON "things"' in things

    assert "just db migrate" in refused
    assert migrated.index("accounts: Settle down.") < migrated.index("things: Settle down.")

    shutil.rmtree(checkout.folder / "app" / "things")
    (checkout.folder / "app" / "features.py").write_text(features)
    _, migrated = checkout.run(("migration", "Drop things"), ("migrate",))
    assert len(checkout.revisions("things")) == 2
    assert migrated.strip() == "things: Drop things."


@pytest.mark.parametrize("message", ["", " ", "two\nlines", 'a """ within', r"the \N path"])
def test_a_message_that_would_break_the_revision_is_refused(message: str) -> None:
    with pytest.raises(CommandError, match="Say in a line what changes"):
        write_revisions(message)


def test_two_heads_in_one_feature_are_joined(checkout: Checkout) -> None:
    """As after an update that brought a revision beside the team's own."""
    before = checkout.revisions("accounts")
    followed = {value(text, "down_revision") for text in before}
    (newest,) = {value(text, "revision") for text in before} - followed
    for name in ("ours", "theirs"):
        (checkout.folder / "migrations" / "accounts" / f"{name}.py").write_text(
            f'"""{name}."""\nrevision = "{name}"\n'
            f"down_revision = {newest}\n"
            "def upgrade():\n    pass\ndef downgrade():\n    pass\n"
        )
    checkout.edit(PEOPLE, "    name: str\n", "    name: str\n    city: str | None\n")

    _, _, migrated = checkout.run(("migrate",), ("migration", "Add cities"), ("migrate",))

    joined = [value(text, "down_revision") for text in checkout.revisions("accounts")]
    assert '("ours", "theirs")' in joined
    assert migrated.strip() == "accounts: Add cities."


def test_a_second_process_waits_until_the_first_has_migrated(servers: None) -> None:
    with (
        spare_database(os.environ["DATABASE_URL"], "00") as url,
        psycopg.connect(url, autocommit=True) as first,
    ):
        first.execute("select pg_advisory_lock(%s)", [LOCK])
        with subprocess.Popen(
            [sys.executable, "-m", "app", "migrate"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url},
            stdout=subprocess.PIPE,
            text=True,
        ) as second:
            while second.poll() is None and not waiting(first):
                time.sleep(0.05)
            assert second.returncode is None
            assert first.execute("select to_regclass('users')").fetchone() == (None,)

            first.execute("select pg_advisory_unlock(%s)", [LOCK])
            told, _ = second.communicate(timeout=60)

        assert second.returncode == 0
        assert "accounts: " in told
        assert first.execute("select to_regclass('users')").fetchone() == ("users",)


def waiting(connection: psycopg.Connection) -> bool:
    """Whether somebody waits for a lock in this database."""
    return (
        connection.execute(
            "select from pg_locks where locktype = 'advisory' and not granted "
            "and database = (select oid from pg_database where datname = current_database())"
        ).rowcount
        > 0
    )
