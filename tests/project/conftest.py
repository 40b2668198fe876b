"""Fixtures of the slow tier: projects that are set up and run, on one cluster of services."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.project.project import Project
from tests.renderings import RENDERINGS
from tests.utils import once

#: Tests that run inside of a rendered project, with its packages: machinery_test.py takes them there.
collect_ignore = ["machinery"]

#: Each project's tests use as many Redis databases as they have workers, and one for itself.
REDIS_DATABASES = 32


@pytest.fixture(scope="session")
def cluster(render: Callable[..., Path], shared: Path) -> Iterator[dict[str, str]]:
    """PostgreSQL, a Redis-compatible server and a mail catcher for all workers, as variables that name them."""

    directory = shared / "cluster"

    def build(finished: Path) -> None:
        # Where it stays, because installed programs know their folder.
        shutil.rmtree(directory, ignore_errors=True)
        shutil.copytree(render(), directory, symlinks=True)
        project = Project("cluster", directory)
        project.just("py", "setup")
        project.just("services", "setup")
        # Here once, because two package managers of the system cannot run side by side.
        project.run("uv", "run", "python", "-m", "tools.installation", "browser")
        finished.touch()

    once(shared / "cluster-is-set-up", build)
    # Each worker holds a lease; the services end with the last one, however it ends.
    command = ["uv", "run", "python", "-m", "tools.services", "with", "--"]
    holder = subprocess.Popen(
        [*command, "sh", "-c", "echo ready; cat"],
        cwd=directory,
        env=Project("cluster", directory).environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout
        assert any(line == "ready\n" for line in holder.stdout), "The services did not start."
        lines = (directory / ".local" / "services.env").read_text().splitlines()
        yield dict(line.split("=", 1) for line in lines if not line.startswith("#"))
    finally:
        holder.communicate()


@pytest.fixture
def project_of(
    cluster: dict[str, str], renderings: dict[str, Path], tmp_path: Path
) -> Callable[[str], Project]:
    """`project_of(name)`: a copy of a rendering that may be changed, with databases of its own in the cluster."""

    def project_of(name: str) -> Project:
        number = list(RENDERINGS).index(name) + 1
        directory = tmp_path / renderings[name].name
        shutil.copytree(renderings[name], directory, symlinks=True)
        address, _ = cluster["DATABASE_URL"].rsplit("/", 1)
        redis, _ = cluster["REDIS_URL"].rsplit("/", 1)
        return Project(
            name,
            directory,
            DATABASE_URL=f"{address}/project_{number}",
            REDIS_URL=f"{redis}/{number * REDIS_DATABASES}",
            SMTP_URL=cluster["SMTP_URL"],
            MAIL_INBOX_URL=cluster["MAIL_INBOX_URL"],
        )

    return project_of


@pytest.fixture
def empty_home(tmp_path: Path) -> dict[str, str]:
    """Variables of a person who has just got this machine; only the packages that were fetched before are shared."""
    home = tmp_path / "home"
    home.mkdir()
    data = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return {
        "HOME": str(home),
        "UV_CACHE_DIR": subprocess.check_output(["uv", "cache", "dir"], text=True).strip(),
        "npm_config_cache": str(Path.home() / ".npm"),
        "pnpm_config_store_dir": str(Path(os.environ.get("PNPM_HOME", data / "pnpm")) / "store"),
        "PLAYWRIGHT_BROWSERS_PATH": os.environ.get(
            "PLAYWRIGHT_BROWSERS_PATH", str(cache / "ms-playwright")
        ),
    }
