"""What `python -m app migration` writes, tried on a copy of the backend that somebody goes on working on."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
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


#: Runs commands of the product in the folders that it is told, each time in a copy of this process, which has loaded
#: already what does not change in them: most of what a command costs is its start.
PROGRAM = """
import json, os, sys
import alembic.command, fastapi, psycopg, pwdlib.hashers.argon2, sqlmodel, typer
for line in sys.stdin:
    folder, environment, commands, told = json.loads(line)
    if os.fork():
        print(os.wait()[1], flush=True)
        continue
    os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    os.dup2(1, 2)
    os.chdir(folder)
    os.environ.update(environment)
    from app.__main__ import main
    for words in commands:
        print(f"$ {words[0]}", flush=True)
        sys.argv = ["app", *words]
        try:
            main()
        except SystemExit:
            sys.stdout.flush()
    raise SystemExit
"""


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    """The process that runs commands. It begins where there is nothing that could be taken for the product."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path_factory.mktemp("nowhere"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


class Checkout:
    """A copy of the backend, with a database of its own."""

    def __init__(self, folder: Path, database_url: str, commands: subprocess.Popen[str]) -> None:
        self.folder = folder
        self.commands = commands
        self.environment = {**os.environ, "DATABASE_URL": database_url}
        for name in ("app", "migrations"):
            shutil.copytree(ROOT / name, folder / name)
        for name in ("alembic.ini", "project.json", "pyproject.toml"):
            shutil.copy(ROOT / name, folder / name)

    def run(self, *commands: tuple[str, ...]) -> list[str]:
        """What each of the product's commands says."""
        told = self.folder / "told"
        asked = json.dumps([str(self.folder), self.environment, commands, str(told)])
        assert self.commands.stdin
        assert self.commands.stdout
        self.commands.stdin.write(f"{asked}\n")
        self.commands.stdin.flush()
        assert self.commands.stdout.readline() == "0\n", told.read_text()
        return re.split(r"^\$ .*\n", told.read_text(), flags=re.MULTILINE)[1:]

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
def checkout(servers: None, tmp_path: Path, commands: subprocess.Popen[str]) -> Iterator[Checkout]:
    with spare_database(os.environ["DATABASE_URL"], "00", migrated=True) as url:
        yield Checkout(tmp_path, url, commands)


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
