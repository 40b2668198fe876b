"""Which environment this process runs in."""

import os
from typing import Literal, get_args

from app.core.command_error import CommandError

Environment = Literal["development", "test", "production"]
ENVIRONMENTS: tuple[Environment, ...] = get_args(Environment)


class SettingsError(CommandError):
    """The settings cannot be used. The text lists every problem and what to do about it."""


def environment() -> Environment:
    """The environment that this process runs in. Unset means production, so that forgetting it is safe.

    Raises:
        SettingsError: ENVIRONMENT names no environment.
    """
    name = os.environ.get("ENVIRONMENT") or "production"
    if name not in ENVIRONMENTS:
        raise SettingsError(
            f"ENVIRONMENT is {name!r}. Set it to one of: {', '.join(ENVIRONMENTS)}."
        )
    return name
