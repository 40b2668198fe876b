"""What the product is called, read from project.json: the one place that programs of every language read."""

import functools
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Project:
    """The product's identity. `slug` is lower case with hyphens; `domain` is where production lives."""

    name: str
    slug: str
    description: str
    domain: str
    author: str
    email: str
    owner: str

    @property
    def version(self) -> str:
        """The version that pyproject.toml names."""
        return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    @property
    def identifier(self) -> str:
        """The slug as part of a name that must not hold hyphens."""
        return self.slug.replace("-", "_")


@functools.cache
def project() -> Project:
    """The identity in project.json."""
    return Project(**json.loads((ROOT / "project.json").read_text()))
