r"""How others are told variables: each format writes what the shell or program it is meant for reads back to the same values.

- `shell`: sh, bash and zsh, by `eval "$(…)"` or `source`.
- `docker`: `docker run --env-file`, and the file that Podman reads. A value goes to the end of its line, so that a value with
  lines of its own cannot be told at all.
- `json`: one object.
- `github`: lines for the file that $GITHUB_ENV names, which later steps of the job read.
- `dokku`: words for `dokku config:set --encoded`.
- `systemd`: the file that `EnvironmentFile=` names (systemd.exec(5)): \ before ", \, ` and $ between double quotes.
"""

import base64
import json
import secrets
import shlex
from collections.abc import Callable, Mapping

from tools.terminal import ToolError


def shell(values: Mapping[str, str]) -> str:
    return "".join(f"export {name}={shlex.quote(value)}\n" for name, value in values.items())


def docker(values: Mapping[str, str]) -> str:
    """Raises ToolError: docker cannot be told one of the values."""
    impossible = [name for name, value in values.items() if "\n" in value or value.endswith("\r")]
    if impossible:
        raise ToolError(
            f"A file for docker cannot hold values with lines of their own: {', '.join(impossible)}. "
            "Use another format, or leave them out with --except and hand them over as a file."
        )
    return "".join(f"{name}={value}\n" for name, value in values.items())


def as_json(values: Mapping[str, str]) -> str:
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"


def github(values: Mapping[str, str]) -> str:
    # Nobody who can write a value can know what ends it.
    return "".join(
        f"{name}<<{end}\n{value}\n{end}\n"
        for name, value in values.items()
        for end in [f"end-{secrets.token_hex(16)}"]
    )


def dokku(values: Mapping[str, str]) -> str:
    return "".join(
        f"{name}={base64.b64encode(value.encode()).decode()}\n" for name, value in values.items()
    )


def systemd(values: Mapping[str, str]) -> str:
    escaped = str.maketrans({mark: f"\\{mark}" for mark in '"\\`$'})
    return "".join(f'{name}="{value.translate(escaped)}"\n' for name, value in values.items())


FORMATS: dict[str, Callable[[Mapping[str, str]], str]] = {
    "shell": shell,
    "docker": docker,
    "json": as_json,
    "github": github,
    "dokku": dokku,
    "systemd": systemd,
}
