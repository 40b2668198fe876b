"""Time zones by their names, as `Europe/Berlin`."""

import functools
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

#: What a machine's own folder of zones has beside places.
NO_PLACES = {"Factory", "localtime", "posixrules"}


@functools.cache
def time_zones() -> frozenset[str]:
    """All that this machine, or else the package `tzdata`, knows."""
    return frozenset(available_timezones() - NO_PLACES)


def check_time_zone(name: str) -> str:
    if name not in time_zones():
        raise ValueError("This time zone is not known.")
    return name


def in_words(moment: datetime, time_zone: str | None) -> str:
    """As in "Saturday, 28 November 2026 at 21:15 (Europe/Berlin)", for mails. In UTC for whoever has not said."""
    # One that was known when it was said may be gone from a newer machine.
    name = time_zone if time_zone in time_zones() else None
    local = moment.astimezone(ZoneInfo(name or "UTC"))
    return f"{local:%A}, {local.day} {local:%B %Y} at {local:%H:%M} ({name or 'UTC'})"
