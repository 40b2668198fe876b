"""Tells, at the start of a recipe and after a merge, which variables are new and which are missing, and how to get them.

Whoever declares a variable tells nobody: what this checkout knew last is kept in .local/variables.json, and compared when a file
of variables or a declaration has changed since. Otherwise it costs a look at some dates.
"""

import json
import sys
from typing import Any

from app.core.env_files import layers, values_of, with_process
from app.core.environment import SettingsError
from tools.project import LOCAL, ROOT

KNOWN = LOCAL / "variables.json"


def tell_news() -> None:
    """Print which variables are new, and what development lacks; nothing when all is as it was.

    It stops no recipe: one that needs what is missing stops by itself.
    """
    known, dates = known_before(), dates_of_files()
    if known.get("dates") == dates:
        return
    try:
        # Not above, because it is slow: most recipes end before.
        from tools.environment.declared import declared

        variables = declared()
        values = with_process(values_of("development"))
    except (ImportError, SettingsError) as error:
        # Packages may have to be installed first.
        say(f"The variables cannot be compared: {error}")
        return
    missing = {
        name: each
        for name, each in variables.items()
        if "development" in each.needed_in and not each.of_machine and not values.get(name)
    }
    known_names = known.get("names", variables)
    new = [each for n, each in variables.items() if n not in known_names and n not in missing]
    if new:
        say("New variables, which need nothing of you:")
    for each in new:
        say(f"  {each.name}: {each.meaning}")
    if missing:
        say("Variables that are missing here:")
    for each in missing.values():
        say(f"  {each.name}: {each.meaning}\n      -> {each.how_to_get('development')}")
    # What is missing is told until it is there.
    remember({"names": list(variables), "dates": {} if missing else dates})


def say(text: str) -> None:
    """Where it mixes with nothing that a recipe prints for another program."""
    print(text, file=sys.stderr)


def dates_of_files() -> dict[str, int]:
    """When each declaration and each file of variables was changed last."""
    declarations = [*(ROOT / "app").glob("**/settings.py"), ROOT / "tools/environment/own.py"]
    files = [*declarations, *layers("development"), ROOT / "app/features.py"]
    return {str(file): file.stat().st_mtime_ns for file in files if file.exists()}


def known_before() -> dict[str, Any]:
    try:
        return json.loads(KNOWN.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def remember(known: dict[str, Any]) -> None:
    KNOWN.parent.mkdir(parents=True, exist_ok=True)
    # Complete at each moment, because another recipe may read it now.
    draft = KNOWN.with_suffix(".draft")
    draft.write_text(json.dumps(known))
    draft.replace(KNOWN)
