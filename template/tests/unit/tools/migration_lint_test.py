import subprocess
from pathlib import Path

import pytest

from tools import migration_lint

REVISION = """
from alembic import op

revision = "1"
down_revision = None


def upgrade():
    {comment}
    op.execute("ALTER TABLE people ADD COLUMN age bigint NOT NULL")
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose branch `main` has one revision."""
    folder = tmp_path / "migrations" / "people"
    folder.mkdir(parents=True)
    (folder / "old.py").write_text(REVISION.format(comment="pass"))
    monkeypatch.setattr(migration_lint, "ROOT", tmp_path)
    monkeypatch.setattr(migration_lint, "MIGRATIONS", tmp_path / "migrations")
    for words in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "--all"],
        ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "--quiet", "-m", "x"],
        ["switch", "--quiet", "--create", "work"],
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    return folder


def test_what_main_has_is_let_be(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    migration_lint.main()

    assert "0 new revisions" in capsys.readouterr().out


def test_a_new_revision_that_would_hurt_is_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "new.py").write_text(REVISION.format(comment="pass"))

    with pytest.raises(SystemExit):
        migration_lint.main()

    told = capsys.readouterr()
    assert "migrations/people/new.py" in told.out
    assert "adding-required-field" in told.out
    assert "old.py" not in told.out
    assert "# squawk: <rule>, <reason>" in told.err


@pytest.mark.parametrize(
    ("comment", "passes"),
    [
        ("# squawk: adding-required-field, the table is empty", True),
        ("# squawk: adding-required-field", False),
        ("# squawk: ban-drop-column, the table is empty", False),
    ],
)
def test_who_knows_better_gives_a_reason(project: Path, comment: str, passes: bool) -> None:
    (project / "new.py").write_text(REVISION.format(comment=comment))

    assert migration_lint.lint(migration_lint.new_revisions()) is passes


def test_a_table_with_a_choice_hurts_nobody(project: Path) -> None:
    choice = 'sa.Column("role", sa.Enum("member", name="role", native_enum=False, length=63))'
    table = f'import sqlalchemy as sa\n    op.create_table("roles", {choice})'
    (project / "new.py").write_text(
        REVISION.format(comment=table).replace(
            "ALTER TABLE people ADD COLUMN age bigint NOT NULL", "SELECT 1"
        )
    )

    migration_lint.main()
