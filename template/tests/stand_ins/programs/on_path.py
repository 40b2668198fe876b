"""Puts a program of this folder on PATH, in place of the vendor's."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


class StandIn:
    """A program's stand-in, and the world that it acts in: a JSON file, which it reads and changes."""

    def __init__(self, folder: Path, name: str, world: dict[str, Any]) -> None:
        self.file = folder / f"{name}.json"
        self.file.write_text(json.dumps(world))
        script = folder / "bin" / name
        script.parent.mkdir(exist_ok=True)
        program = Path(__file__).with_name(f"{name}.py")
        # Without what site does, which takes longer than all else.
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -IS "{program}" "$@"\n')
        script.chmod(0o755)

    @property
    def world(self) -> dict[str, Any]:
        world: dict[str, Any] = json.loads(self.file.read_text())
        return world

    @property
    def calls(self) -> list[list[str]]:
        """The arguments of each call."""
        calls: list[list[str]] = self.world.get("calls", [])
        return calls

    def change(self, **world: Any) -> None:
        self.file.write_text(json.dumps(self.world | world))


MakeStandIn = Callable[[str, dict[str, Any]], StandIn]
