"""Where variables are brought: the targets that env/targets.toml declares."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.core.variables import Variable
from tools.environment.formats import FORMATS
from tools.project import ROOT
from tools.terminal import ToolError

FILE = ROOT / "env" / "targets.toml"
Process = Literal["web", "worker", "scheduler", "tools"]
Format = Annotated[str, Field(json_schema_extra={"enum": list(FORMATS)})]


class Place(BaseModel):
    """What all targets have."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    environment: Literal["development", "production"]
    processes: tuple[Process, ...] = Field(min_length=1)

    def reads(self, variable: Variable) -> bool:
        """Whether something that runs there reads a variable. The page gets its own from the web process."""
        readers = {*self.processes, *(["page"] if "web" in self.processes else [])}
        return not readers.isdisjoint(variable.read_by)


class OnGitHub(Place):
    """A deployment environment of this repository."""

    kind: Literal["github"]
    name: str


class InFile(Place):
    """A file on this machine, relative to the project."""

    kind: Literal["file"]
    path: Path
    format: Literal["shell", "docker", "json", "dokku", "systemd"]


class OnStream(Place):
    """Standard output."""

    kind: Literal["stream"]
    format: Literal["shell", "docker", "json", "dokku", "systemd"]


Target = OnGitHub | InFile | OnStream
TARGETS: TypeAdapter[dict[str, Target]] = TypeAdapter(
    dict[str, Annotated[Target, Field(discriminator="kind")]]
)


def targets(file: Path | None = None) -> dict[str, Target]:
    """The targets by name.

    Raises:
        ToolError: the file cannot be read as such.
    """
    file = file or FILE
    try:
        return TARGETS.validate_python(tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise ToolError(f"{file.name}: {error}") from None
    except ValidationError as error:
        lines = [
            f"  {'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
            for problem in error.errors(include_url=False, include_input=False)
        ]
        raise ToolError("\n".join([f"{file.name} cannot be used:", *lines])) from None


def target_named(name: str) -> Target:
    known = targets()
    if name not in known:
        raise ToolError(f"env/targets.toml has no target {name}. It has: {', '.join(known)}.")
    return known[name]
