"""Values that nobody has to think of."""

import secrets
from collections.abc import Mapping


def missing_values(there: Mapping[str, str]) -> dict[str, str]:
    """A new value for each variable of which the declaration says how to make one, and that has none."""
    # Not above: it imports the settings, and recipes that only look for a file do not need those.
    from tools.environment.declared import declared

    return {
        name: secrets.token_hex(variable.generate // 2)
        for name, variable in declared().items()
        if variable.generate and not there.get(name)
    }
