"""Values that nobody has to think of."""

from collections.abc import Mapping


def missing_values(environment: str, there: Mapping[str, str]) -> dict[str, str]:
    """A new value for each variable of which the declaration says how to make one, and that has none."""
    return {}
