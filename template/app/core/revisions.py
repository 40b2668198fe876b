"""New revisions: what autogenerate found, split by the feature that each table belongs to."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from alembic.operations import ops
from alembic.script import ScriptDirectory
from alembic.util import rev_id

from app.core.command_error import CommandError
from app.core.feature import Feature
from app.core.models import metadata

Operations = list[ops.MigrateOperation]


def split_by_feature(
    script: ScriptDirectory,
    features: Sequence[Feature],
    migrations: Path,
    report: Callable[[str], None],
) -> Callable[..., None]:
    """A hook for Alembic that makes the one revision it was about to write one for each feature, or none."""
    owners = table_owners(features, migrations)

    def process(_context: Any, _revision: Any, directives: list[ops.MigrationScript]) -> None:
        (proposed,) = directives
        directives.clear()
        changes = operations_by_feature(proposed, owners)
        heads = {folder.name: heads_of(script, folder) for folder in folders(migrations)}
        order = [feature.name for feature in features]
        for name in sorted(changes, key=lambda name: order.index(name) if name in order else -1):
            revision = rev_id()
            directives.append(
                ops.MigrationScript(
                    revision,
                    ops.UpgradeOps(changes[name] + triggers(changes[name])),
                    ops.UpgradeOps(changes[name]).reverse(),
                    message=proposed.message,
                    imports=proposed.imports,
                    head=cast("Any", heads.get(name) or "base"),
                    splice=False,
                    branch_label=None if heads.get(name) else name,
                    version_path=migrations / name,
                    depends_on=dependencies(name, changes[name], owners, heads) or None,
                )
            )
            heads[name] = (revision,)
            report(f"{name}: a new revision in migrations/{name}/. Read it before you run it.")
        if not changes:
            report("No model differs from the database, so there is nothing to write.")

    return process


def folders(migrations: Path) -> Iterable[Path]:
    return (path for path in migrations.iterdir() if any(path.glob("*.py")))


def table_owners(features: Sequence[Feature], migrations: Path) -> dict[str, str]:
    """The feature of each table. The tables of models that are gone belong to who once created them."""
    owners = {}
    for revision in migrations.glob("*/*.py"):
        for table in re.findall(r"op\.create_table\(\s*[\"'](\w+)", revision.read_text()):
            owners[table] = revision.parent.name
    for feature in features:
        for model in feature.models:
            owners[str(model.__tablename__)] = feature.name
    return owners


def operations_by_feature(
    proposed: ops.MigrationScript, owners: dict[str, str]
) -> dict[str, Operations]:
    """The proposed operations, by the feature that owns the table.

    Raises:
        CommandError: a table belongs to no feature.
    """
    found: dict[str, Operations] = defaultdict(list)
    upgrades = proposed.upgrade_ops
    for operation in upgrades.ops if upgrades else []:
        table = table_of(operation)
        if table not in owners:
            raise CommandError(
                f"The table {table} belongs to no feature. Name its model in a feature's `models`, or drop the table."
            )
        found[owners[table]].append(operation)
    return found


def triggers(operations: Operations) -> Operations:
    """What makes new tables keep `updated_at`, also when somebody changes rows by hand. Dropped with their tables."""
    created = (each for each in operations if isinstance(each, ops.CreateTableOp))
    return [
        ops.ExecuteSQLOp(touch_trigger(each.table_name, names))
        for each in created
        if "updated_at" in (names := {column.name for column in each.to_table().columns})
    ]


def touch_trigger(table: str, columns: Collection[str]) -> str:
    # To delete softly and to restore is no change of the row itself: it takes the place in lists that it had.
    kept = " AND NEW.deleted_at IS NOT DISTINCT FROM OLD.deleted_at"
    return (
        f'CREATE TRIGGER touch_updated_at BEFORE UPDATE ON "{table}" FOR EACH ROW '
        f"WHEN (NEW.* IS DISTINCT FROM OLD.* AND NEW.updated_at = OLD.updated_at"
        f"{kept if 'deleted_at' in columns else ''}) EXECUTE FUNCTION touch_updated_at()"
    )


def table_of(operation: ops.MigrateOperation) -> str:
    # What autogenerate proposes is always about a table; Alembic's base class does not say so.
    return cast("Any", operation).table_name


def heads_of(script: ScriptDirectory, folder: Path) -> tuple[str, ...]:
    """The newest revisions in a folder, usually one; a revision on top of several of them joins them.

    Alembic's own list of heads leaves out those that another branch depends on.
    """
    own = [each for each in script.walk_revisions() if Path(each.path).parent == folder]
    followed = {down for each in own for down in each._versioned_down_revisions}
    return tuple(sorted(each.revision for each in own if each.revision not in followed))


def dependencies(
    name: str, operations: Operations, owners: dict[str, str], heads: dict[str, tuple[str, ...]]
) -> list[str]:
    """The newest revisions of the features whose tables or functions these operations refer to."""
    tables = {table_of(operation) for operation in operations}
    others = {
        owners[key.column.table.name]
        for table in tables & metadata.tables.keys()
        for key in metadata.tables[table].foreign_keys
    }
    if triggers(operations):
        others.add("core")
    return [head for other in sorted(others - {name}) for head in heads.get(other, ())]
